import SessionDescription
import TestSupport
import Testing
import WebRTCTransport

/// ICE over TCP with peers and strangers that hang up when it hurts most.
@Suite(.timeLimit(.minutes(2)))
struct StreamPathTests {
    private static let peers = ICECredentials(usernameFragment: "one1", password: "aPasswordOfTheFirstGeneration")

    private static var settings: PeerConnection.Settings {
        var settings = PeerConnection.Settings.loopback
        settings.connectivity.usesTCP = true
        settings.connectivity.patience = .seconds(4)
        return settings
    }

    private static func caller(_ peer: StunPeer, to ports: [String]) async throws -> PeerConnection {
        let connection = try await PeerConnection(settings)
        await connection.addTransceiver(.audio, sending: SendingTrack(track: "a"))
        let offer = try await connection.createOffer()
        try await connection.setLocalDescription(.offer, offer)
        try await connection.setRemoteDescription(.answer, StunPeer.answer(peers))
        for port in ports { try await connection.addCandidate(StunPeer.stream(port)) }
        return connection
    }

    /// libnice 0.1.21 would read the answer and the end in one go, and end the process.
    @Test(arguments: ["hang up", "hang up at once"])
    func `outlives a peer that hangs up with the answer that makes the pair`(how: String) async throws {
        let peer = try await StunPeer()
        let ports = [try await peer.listen(Self.peers, how), try await peer.listen(Self.peers, how)]
        let connection = try await Self.caller(peer, to: ports)
        for await case .stateChanged(.failed(let error)) in connection.events {
            #expect(error == .unreachable)
            break
        }
        await connection.close()
    }

    @Test func `takes no refusal before there is a pair, and another connection's answer after it`() async throws {
        let peer = try await StunPeer()
        let ports = [try await peer.listen(Self.peers, "forbid"), try await peer.listen(Self.peers, "answer")]
        let connection = try await Self.caller(peer, to: ports)
        try await eventually { await "\(connection.selectedPair?.remote.port ?? 0)" == ports[1] }
        await connection.close()
    }

    @Test func `notices at once that its peer is gone`() async throws {
        var settings = Self.settings
        settings.connectivity.usesUDP = false
        let pair = try await ConnectionPair(settings, settings)
        await pair.caller.addTransceiver(.audio, sending: SendingTrack(track: "a"))
        try await pair.connect()
        await pair.caller.close()
        for await case .stateChanged(let state) in pair.callee.events where state != .connected && state != .connecting {
            // Its last word may have been lost with the connection.
            #expect(state == .closed || state == .failed(.unreachable))
            break
        }
        await pair.close()
    }

    /// Whoever does not know the connection's name comes no further than our own socket.
    @Test func `strangers who connect keep no peer out`() async throws {
        var settings = Self.settings
        settings.connectivity.usesUDP = false
        let pair = try await ConnectionPair(settings, settings)
        await pair.caller.addTransceiver(.audio, sending: SendingTrack(track: "a"))
        await pair.callee.addTransceiver(.audio)
        await pair.callee.gatherCandidates()
        let offer = try SDPDocument(parsing: await pair.callee.createOffer())
        let doors = offer.media[0].attributes("candidate").compactMap { ICECandidate(value: $0) }
            .filter { $0.transport == .tcp(.passive) }
        #expect(!doors.isEmpty)
        var strangers: [LoopbackStream] = []
        for number in 0..<60 {
            let stranger = try LoopbackStream()
            _ = stranger.connects(to: doors[0].port)
            // Nothing, half a frame, and a whole one that says nothing.
            stranger.send([[], [1, 0], [0, 4, 1, 2, 3, 4]][number % 3])
            strangers.append(stranger)
        }
        try await pair.connect()
        withExtendedLifetime(strangers) {}
        await pair.close()
    }
}
