import Cryptography
import Foundation
import ProtobufRuntime
import ProtocolModels
import RoomClient
import RoomEgress
import RoomServer
import TestSupport
import TwirpTransport
import WebRTCTransport

/// A room on this machine with LiveKit's own client in it, and a folder for what is exported of it.
struct TrackBench {
    static let key = "devkey"
    static let secret = "a secret of more than thirty-two bytes"
    static let room = "studio"
    let rooms: RoomListener
    let folder: URL

    init(_ name: String, _ change: (inout RoomServerConfiguration) -> Void = { _ in }) throws {
        var configuration = RoomServerConfiguration(apiKey: Self.key, apiSecret: Secret(Self.secret))
        change(&configuration)
        rooms = try RoomServer.start(configuration)
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
    func peer(
        _ identity: String, over link: LossyLink? = nil, _ arguments: [String: any Sendable] = [:]
    ) async throws -> LiveKitPeer {
        let peer = try await LiveKitPeer()
        try await peer.join(link?.address ?? rooms.address, token: token(identity).reveal(), arguments)
        return peer
    }

    func token(_ identity: String) throws -> Secret {
        var grant = VideoGrant()
        (grant.roomJoin, grant.room) = (true, Self.room)
        let now = Int64(Date().timeIntervalSince1970)
        return try AccessToken(apiKey: Self.key, identity: identity, video: grant, now: now).signed(with: Secret(Self.secret))
    }

    /// The identities of everybody in the room, the hidden too.
    func participants() async throws -> [String] {
        let now = Int64(Date().timeIntervalSince1970)
        let token = try AccessToken(apiKey: Self.key, identity: "", video: .administrator(of: Self.room), now: now)
            .signed(with: Secret(Self.secret))
        let list = try await TwirpClient(url: rooms.address)
            .call(LiveKit.RoomService.listParticipants, .with { $0.room = Self.room }, token: token)
        return list.participants.map { "\($0.identity)" }
    }

    /// Our client in the room.
    func join(_ identity: String, _ grant: VideoGrant) async throws -> Room {
        try await Room.connect(
            to: rooms.address,
            credentials: .key(Self.key, secret: Secret(Self.secret), identity: identity, grant: grant))
    }

    /// For a recording in this process.
    func job(of source: String, by identity: String = SyntheticPublisher.identity, to file: String) throws -> TrackJob {
        var track = TrackRequest()
        track.roomName = Self.room
        track.track = "\(identity):\(source)"
        track.filePath = path(file)
        var request = RecordingRequest()
        request.track = track
        var configuration = RecorderConfiguration()
        configuration.webSocketURL = rooms.address
        configuration.apiKey = Self.key
        configuration.apiSecret = Secret(Self.secret)
        return try TrackJob(request, configuration: configuration)
    }

    /// `egress-server record` as a user calls it, with `words` after what says where and who.
    func export(_ words: String..., over link: LossyLink? = nil) throws -> EgressServer {
        try EgressServer(
            ["record", "--url", link?.address ?? rooms.address, "--room", Self.room, "--json"] + words,
            environment: ["LIVEKIT_API_KEY": Self.key, "LIVEKIT_API_SECRET": Self.secret])
    }
}
