import Cryptography
import SessionDescription
import Testing
import WebRTCTransport

@Suite(.timeLimit(.minutes(2)))
struct PeerConnectionTests {
    @Test func `carries media both ways between two connections`() async throws {
        let pair = try await ConnectionPair()
        let (one, two) = (PacketLog(), PacketLog())
        await pair.caller.setReceiver(one)
        await pair.callee.setReceiver(two)
        await pair.caller.addTransceiver(.audio, sending: SendingTrack(track: "a"))
        try await pair.connect()
        let sent = (1...50).map { Packet.rtp(sequence: $0, payload: [UInt8](repeating: UInt8($0), count: 100)) }
        try await pair.caller.mediaPort().send(rtp: sent, rtcp: [Packet.report(source: 1)])
        try await pair.callee.mediaPort().send(rtp: Array(sent.prefix(5)), rtcp: [Packet.report(source: 2)])
        await two.has(rtp: 50, rtcp: 1)
        await one.has(rtp: 5, rtcp: 1)
        #expect(two.rtp == sent)
        #expect(one.rtcp == [Packet.report(source: 2)])
        let statistics = await pair.callee.statistics
        #expect(statistics.packetsReceived == 51 && statistics.packetsRefused == 0 && statistics.packetsSent == 6)
        let selected = await pair.caller.selectedPair
        #expect(selected?.local.address == "127.0.0.1")
        await pair.close()
        #expect(await pair.caller.state == .closed)
    }

    @Test func `connects by candidates that trickle`() async throws {
        let pair = try await ConnectionPair()
        await pair.caller.addTransceiver(.video, sending: SendingTrack(track: "v"))
        let offer = try await pair.caller.createOffer()
        #expect(!offer.contains("a=candidate"))
        func carry(_ from: PeerConnection, _ to: PeerConnection) -> Task<Void, any Error> {
            Task {
                for await event in from.events {
                    if case .localCandidate(let candidate, let mid) = event {
                        #expect(mid == "0")
                        try await to.addCandidate(candidate.text)
                    }
                }
            }
        }
        let tasks = [carry(pair.caller, pair.callee), carry(pair.callee, pair.caller)]
        try await pair.caller.setLocalDescription(.offer, offer)
        try await pair.callee.setRemoteDescription(.offer, offer)
        let answer = try await pair.callee.createAnswer()
        try await pair.callee.setLocalDescription(.answer, answer)
        try await pair.caller.setRemoteDescription(.answer, answer)
        try await pair.caller.connected()
        try await pair.callee.connected()
        await pair.close()
        for task in tasks { try await task.value }
    }

    @Test func `connects over TCP alone`() async throws {
        var settings = PeerConnection.Settings.loopback
        settings.connectivity.usesUDP = false
        settings.connectivity.usesTCP = true
        let pair = try await ConnectionPair(settings, settings)
        let log = PacketLog()
        await pair.callee.setReceiver(log)
        await pair.caller.addTransceiver(.audio, sending: SendingTrack(track: "a"))
        try await pair.connect()
        guard case .tcp = await pair.caller.selectedPair?.local.transport else {
            Issue.record("not over TCP")
            return
        }
        let sent = (1...20).map { Packet.rtp(sequence: $0, payload: [UInt8](repeating: 7, count: 900)) }
        try await pair.caller.mediaPort().send(rtp: sent)
        await log.has(rtp: 20)
        #expect(log.rtp == sent)
        await pair.close()
    }

    @Test func `finds its peer again after an ICE restart`() async throws {
        let pair = try await ConnectionPair()
        let log = PacketLog()
        await pair.callee.setReceiver(log)
        await pair.caller.addTransceiver(.audio, sending: SendingTrack(track: "a"))
        try await pair.connect()
        let before = try SDPDocument(parsing: await pair.caller.createOffer())
        try await pair.negotiate(iceRestart: true)
        let after = try SDPDocument(parsing: await pair.caller.createOffer())
        #expect(before.credentials(of: before.media[0]) != after.credentials(of: after.media[0]))
        try await pair.caller.mediaPort().send(rtp: [Packet.rtp(sequence: 1, payload: [1, 2, 3])])
        await log.has(rtp: 1)
        #expect(await pair.caller.state == .connected)
        await pair.close()
    }

    @Test func `keeps to its range of ports`() async throws {
        var settings = PeerConnection.Settings.loopback
        settings.connectivity.ports = 40_100...40_140
        let connection = try await PeerConnection(settings)
        await connection.addTransceiver(.audio)
        await connection.gatherCandidates()
        let offer = try SDPDocument(parsing: await connection.createOffer())
        let ports = offer.media[0].attributes("candidate").compactMap { ICECandidate(value: $0)?.port }
        #expect(!ports.isEmpty && ports.allSatisfy { (40_100...40_140).contains($0) })
        #expect(offer.media[0].attribute("end-of-candidates") != nil)
        await connection.close()
    }

    @Test func `fails when nobody answers`() async throws {
        var settings = PeerConnection.Settings.loopback
        settings.connectivity.patience = .milliseconds(300)
        let pair = try await ConnectionPair(settings, .loopback)
        await pair.caller.addTransceiver(.audio)
        await pair.callee.gatherCandidates()
        let offer = try await pair.caller.createOffer()
        try await pair.caller.setLocalDescription(.offer, offer)
        try await pair.callee.setRemoteDescription(.offer, offer)
        let answer = try await pair.callee.createAnswer()
        try await pair.callee.setLocalDescription(.answer, answer)
        await pair.callee.close()
        try await pair.caller.setRemoteDescription(.answer, answer)
        await #expect(throws: PeerConnectionError.unreachable) { try await pair.caller.connected() }
        await pair.close()
    }

    @Test func `serves fifty connections on its one thread`() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<25 {
                group.addTask {
                    let pair = try await ConnectionPair()
                    let log = PacketLog()
                    await pair.callee.setReceiver(log)
                    await pair.caller.addTransceiver(.audio, sending: SendingTrack(track: "a"))
                    try await pair.connect()
                    try await pair.caller.mediaPort().send(rtp: [Packet.rtp(sequence: 9, payload: [9])])
                    await log.has(rtp: 1)
                    await pair.close()
                }
            }
            try await group.waitForAll()
        }
    }
}
