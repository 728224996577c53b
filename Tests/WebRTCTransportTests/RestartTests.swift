import SessionDescription
import TestSupport
import Testing
import WebRTCTransport

/// ICE restarts at bad moments.
@Suite(.timeLimit(.minutes(2)))
struct RestartTests {
    private static let first = ICECredentials(usernameFragment: "one1", password: "aPasswordOfTheFirstGeneration")
    private static let second = ICECredentials(usernameFragment: "two2", password: "aPasswordOfTheSecondGeneration")

    /// A connection with a pair to the socket at the port.
    private func connect(_ peer: StunPeer) async throws -> (connection: PeerConnection, port: String) {
        let connection = try await PeerConnection(.loopback)
        await connection.addTransceiver(.audio, sending: SendingTrack(track: "a"))
        let port = try await peer.open(Self.first)
        let offer = try await connection.createOffer()
        try await connection.setLocalDescription(.offer, offer)
        try await connection.setRemoteDescription(.answer, StunPeer.answer(Self.first))
        try await connection.addCandidate(StunPeer.candidate(port))
        try await peer.answer(port)
        try await eventually { await "\(connection.selectedPair?.remote.port ?? 0)" == port }
        return (connection, port)
    }

    /// The old pair's end and the new one's beginning are independent, in whatever order they come: with libnice 0.1.21's own
    /// restart, an answered check after the old pair's end is the end of the process.
    @Test func `outlives the end of its old pair while checks of the new one are in flight`() async throws {
        let peer = try await StunPeer()
        let (connection, old) = try await connect(peer)
        try await peer.hold(old)
        let offer = try await connection.createOffer(iceRestart: true)
        try await connection.setLocalDescription(.offer, offer)
        try await connection.setRemoteDescription(.answer, StunPeer.answer(Self.second))
        // The question for its consent, which is asked every five seconds.
        try await peer.wait(old)
        let new = try await peer.open(Self.second)
        try await connection.addCandidate(StunPeer.candidate(new))
        try await peer.wait(new)
        try await peer.forbid(old)
        try await eventually { await connection.selectedPair == nil }
        try await peer.answer(new)
        try await eventually { await "\(connection.selectedPair?.remote.port ?? 0)" == new }
        await connection.close()
    }

    @Test func `a peer that takes its consent back is lost until ICE restarts`() async throws {
        let peer = try await StunPeer()
        let (connection, old) = try await connect(peer)
        try await peer.forbid(old)
        for await case .stateChanged(.failed(let error)) in connection.events {
            #expect(error == .unreachable)
            break
        }
        try await peer.answer(old)
        let new = try await peer.open(Self.second)
        let offer = try await connection.createOffer(iceRestart: true)
        #expect(await connection.state == .connecting)
        try await connection.setLocalDescription(.offer, offer)
        try await connection.setRemoteDescription(.answer, StunPeer.answer(Self.second))
        try await connection.addCandidate(StunPeer.candidate(new))
        try await peer.answer(new)
        try await eventually { await "\(connection.selectedPair?.remote.port ?? 0)" == new }
        await connection.close()
    }

    /// libnice 0.1.21 looks at the pair in use before it knows that there is one.
    @Test func `a peer that refuses its first check is asked again, and may change its mind`() async throws {
        let peer = try await StunPeer()
        let connection = try await PeerConnection(.loopback)
        await connection.addTransceiver(.audio, sending: SendingTrack(track: "a"))
        let port = try await peer.open(Self.first)
        let offer = try await connection.createOffer()
        try await connection.setLocalDescription(.offer, offer)
        try await connection.setRemoteDescription(.answer, StunPeer.answer(Self.first))
        try await connection.addCandidate(StunPeer.candidate(port))
        try await peer.forbid(port)
        for _ in 0..<2 { try await peer.wait(port) }
        #expect(await connection.selectedPair == nil)
        try await peer.answer(port)
        try await eventually { await "\(connection.selectedPair?.remote.port ?? 0)" == port }
        await connection.close()
    }

    /// Candidates of a generation are known before its description is, where messages overtake each other.
    @Test func `keeps candidates of a description that is to come`() async throws {
        let pair = try await ConnectionPair()
        await pair.caller.addTransceiver(.audio, sending: SendingTrack(track: "a"))
        try await pair.connect()
        let before = await pair.callee.selectedPair?.remote.port
        let offer = try await pair.caller.createOffer(iceRestart: true)
        try await pair.caller.setLocalDescription(.offer, offer)
        let described = try SDPDocument(parsing: offer)
        let fragment = described.credentials(of: described.media[0])?.usernameFragment
        var told: [ICECandidate] = []
        for await case .localCandidate(let candidate, _) in pair.caller.events
        where candidate.usernameFragment == fragment {
            told.append(candidate)
            try await pair.callee.addCandidate(candidate.text)
            break
        }
        try await pair.callee.setRemoteDescription(.offer, offer)
        // The caller learns of none of the callee's: what the callee knows must do.
        let answer = try await pair.callee.createAnswer()
        try await pair.callee.setLocalDescription(.answer, answer)
        try await pair.caller.setRemoteDescription(.answer, answer)
        try await eventually { await pair.callee.selectedPair?.remote.port != before }
        #expect(await pair.callee.selectedPair?.remote.port == told.first?.port)
        await pair.close()
    }
}
