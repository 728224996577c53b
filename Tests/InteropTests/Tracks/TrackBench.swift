import Cryptography
import Foundation
import RoomServer
import TestSupport
import WebRTCTransport

/// A room on this machine with LiveKit's own client in it, and a folder for what is exported of it.
struct TrackBench {
    static let key = "devkey"
    static let secret = "a secret of more than thirty-two bytes"
    static let room = "studio"
    let rooms: RoomListener
    let folder: URL

    init(_ name: String) throws {
        rooms = try RoomServer.start(RoomServerConfiguration(apiKey: Self.key, apiSecret: Secret(Self.secret)))
        let media = ProcessInfo.processInfo.environment["SLUICE_TEST_MEDIA"] ?? NSTemporaryDirectory() + "sluice-tests"
        folder = URL(fileURLWithPath: media).appending(path: name)
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    func stop() async { await rooms.stop() }

    /// A network between the room and those who join through it.
    func link(_ harm: LossyLink.Harm = .none, seed: Int = 1) async throws -> LossyLink {
        try await LossyLink(to: rooms.address, harm, seed: seed)
    }

    /// LiveKit's client in the room, through a link if there is one.
    func peer(_ identity: String, over link: LossyLink? = nil) async throws -> LiveKitPeer {
        let peer = try await LiveKitPeer()
        try await peer.join(link?.address ?? rooms.address, token: token(identity).reveal())
        return peer
    }

    func token(_ identity: String) throws -> Secret {
        var grant = VideoGrant()
        (grant.roomJoin, grant.room) = (true, Self.room)
        let now = Int64(Date().timeIntervalSince1970)
        return try AccessToken(apiKey: Self.key, identity: identity, video: grant, now: now).signed(with: Secret(Self.secret))
    }

    /// `egress-server record` as a user calls it, with `words` after what says where and who.
    func export(_ words: String..., over link: LossyLink? = nil) throws -> EgressServer {
        try EgressServer(
            ["record", "--url", link?.address ?? rooms.address, "--room", Self.room, "--json"] + words,
            environment: ["LIVEKIT_API_KEY": Self.key, "LIVEKIT_API_SECRET": Self.secret])
    }
}
