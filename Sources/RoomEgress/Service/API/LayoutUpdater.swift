import Cryptography
import Foundation
import ProtocolModels
import TwirpTransport

/// Changes the layout of a room's recording by the recorder's metadata, which its page watches.
struct LayoutUpdater: Sendable {
    private let client: TwirpClient
    private let apiKey: String
    private let apiSecret: Secret

    /// Nil where no room server is configured.
    init?(_ configuration: RecorderConfiguration) {
        guard let key = configuration.apiKey, let secret = configuration.apiSecret, let url = configuration.webSocketURL
        else { return nil }
        client = TwirpClient(url: url.hasPrefix("ws") ? "http" + url.dropFirst(2) : url)
        (apiKey, apiSecret) = (key, secret)
    }

    func update(room: String, identity: String, layout: String) async throws {
        var request = LiveKit.UpdateParticipantRequest()
        (request.room, request.identity) = (room, identity)
        request.metadata = String(decoding: try JSONEncoder().encode(["layout": layout]), as: UTF8.self)
        let now = UnixClock.now() / 1_000_000_000
        var grant = VideoGrant()
        (grant.roomAdmin, grant.room) = (true, room)
        let token = try AccessToken(apiKey: apiKey, identity: "", video: grant, now: now, lifetime: 60).signed(with: apiSecret)
        _ = try await client.call(LiveKit.RoomService.updateParticipant, request, token: token)
    }
}
