import Cryptography
import SessionDescription
import Testing
import WebRTCTransport

/// What is refused, and costs little.
@Suite(.timeLimit(.minutes(2)))
struct HostilePeerTests {
    @Test func `refuses a peer whose certificate is not the announced one`() async throws {
        let pair = try await ConnectionPair()
        await pair.caller.addTransceiver(.audio, sending: SendingTrack(track: "a"))
        await pair.caller.gatherCandidates()
        await pair.callee.gatherCandidates()
        let offer = try await pair.caller.createOffer()
        try await pair.caller.setLocalDescription(.offer, offer)
        // Somebody on the way puts another certificate's name into the offer.
        let other = try CertificateFingerprint(algorithm: "sha-256", digest: DTLSIdentity().fingerprint)
        var document = try SDPDocument(parsing: offer)
        let own = pair.caller.fingerprint.text
        document.media[0].lines = document.media[0].lines.map { line in
            line.value == "fingerprint:\(own)" ? SDPLine(attribute: "fingerprint", value: other.text) : line
        }
        #expect(document.text != offer)
        try await pair.callee.setRemoteDescription(.offer, document.text)
        let answer = try await pair.callee.createAnswer()
        try await pair.callee.setLocalDescription(.answer, answer)
        try await pair.caller.setRemoteDescription(.answer, answer)
        await #expect(throws: PeerConnectionError.secureSession(.fingerprintMismatch)) {
            try await pair.callee.connected()
        }
        await #expect(throws: PeerConnectionError.self) { try await pair.caller.connected() }
        await pair.close()
    }

    @Test func `takes no bytes from whoever did not pass the checks`() async throws {
        let pair = try await ConnectionPair()
        let log = PacketLog()
        await pair.callee.setReceiver(log)
        await pair.caller.addTransceiver(.audio, sending: SendingTrack(track: "a"))
        try await pair.connect()
        let port = try #require(await pair.callee.selectedPair?.local.port)
        let stranger = try DatagramSocket()
        // Media, RTCP, a DTLS alert that would end the session, and STUN of somebody else.
        let datagrams =
            [[0x80, 111, 0, 1], [0x80, 200, 0, 1], [21, 254, 253, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 1, 0]].map {
                $0 + [UInt8](repeating: 0, count: 60)
            } + PacketKindTests.stun
        for _ in 0..<20 { for datagram in datagrams { stranger.send(datagram, port: port) } }
        // What comes after it on the same socket says that it was looked at.
        try await pair.caller.mediaPort().send(rtp: [Packet.rtp(sequence: 1, payload: [1])])
        await log.has(rtp: 1)
        let statistics = await pair.callee.statistics
        #expect(statistics.packetsReceived == 1 && statistics.packetsRefused == 0)
        #expect(await pair.callee.state == .connected)
        await pair.close()
    }

    @Test func `refuses a flood of candidates, and ignores useless ones`() async throws {
        let connection = try await PeerConnection(.loopback)
        for text in [
            "nonsense", "candidate:1 1 udp 1 name.local 9 typ host", "candidate:1 2 udp 1 10.0.0.1 9 typ host",
        ] {
            try await connection.addCandidate(text)
        }
        await #expect(throws: PeerConnectionError.tooManyCandidates(limit: SDPLimits.candidates)) {
            for port in 1...10_000 {
                try await connection.addCandidate("candidate:1 1 udp 1 10.0.0.1 \(port) typ host")
            }
        }
        await connection.close()
    }

    private static func offer() async throws -> String {
        let connection = try await PeerConnection(.loopback)
        await connection.addTransceiver(.audio, sending: SendingTrack(track: "a"))
        let offer = try await connection.createOffer()
        await connection.close()
        return offer
    }

    @Test func `refuses a description with ten thousand candidates`() async throws {
        let offer = try await Self.offer()
        let lines = (1...10_000).map { "a=candidate:1 1 udp 1 10.0.0.1 \($0) typ host\r\n" }
        let connection = try await PeerConnection(.loopback)
        await #expect(throws: PeerConnectionError.description(.tooManyCandidates(limit: SDPLimits.candidates))) {
            try await connection.setRemoteDescription(.offer, offer + lines.joined())
        }
        await connection.close()
    }

    @Test func `refuses a description that is too large, and takes the next`() async throws {
        let offer = try await Self.offer()
        let connection = try await PeerConnection(.loopback)
        for line in [
            "a=x:" + String(repeating: "y", count: 600_000) + "\r\n", String(repeating: "a=z\r\n", count: 20_000),
        ] {
            await #expect {
                try await connection.setRemoteDescription(.offer, offer + line)
            } throws: { error in
                guard case .description = error as? PeerConnectionError else { return false }
                return true
            }
        }
        try await connection.setRemoteDescription(.offer, offer)
        #expect(try await connection.createAnswer().contains("m=audio"))
        await connection.close()
    }

    /// As browsers hide their addresses (RFC 8828): we cannot look the names up, and are reached all the same.
    @Test func `is reached by a peer that names itself with .local alone`() async throws {
        let pair = try await ConnectionPair()
        await pair.caller.addTransceiver(.audio, sending: SendingTrack(track: "a"))
        await pair.caller.gatherCandidates()
        await pair.callee.gatherCandidates()
        let offer = try await pair.caller.createOffer()
        try await pair.caller.setLocalDescription(.offer, offer)
        let hidden = offer.replacing(" 127.0.0.1 ", with: " 9b36eaac-bb2e-49bb-bb78-21c41c499900.local ")
        #expect(hidden != offer && !hidden.contains("candidate 127"))
        try await pair.callee.setRemoteDescription(.offer, hidden)
        let answer = try await pair.callee.createAnswer()
        try await pair.callee.setLocalDescription(.answer, answer)
        try await pair.callee.addCandidate("candidate:9 1 udp 2122260223 1e1a.local 50000 typ host generation 0")
        try await pair.caller.setRemoteDescription(.answer, answer)
        try await pair.callee.connected()
        try await pair.caller.connected()
        #expect(await pair.callee.selectedPair?.remote.kind == .peerReflexive)
        await pair.close()
    }
}
