import Foundation
import SessionDescription
import TestSupport
import Testing
import WebRTCTransport

@Suite(.timeLimit(.minutes(2)))
struct LostPeerTests {
    private static let script = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "Python/aiortc_peer.py")

    /// The peer's process is stopped: its sockets are there, and nobody reads them.
    @Test func `gives up a peer that fell silent, and sends it nothing more`() async throws {
        let peer = try await PythonPeer(Self.script, arguments: [])
        let connection = try await PeerConnection(.loopback)
        await connection.addTransceiver(.audio, sending: SendingTrack(stream: "s", track: "a"))
        await connection.gatherCandidates()
        let offer = try await connection.createOffer()
        try await connection.setLocalDescription(.offer, offer)
        let reply = try await peer.ask(["do": "answer", "sdp": offer])
        try await connection.setRemoteDescription(.answer, try #require(reply.result?.first))
        try await connection.connected()
        await peer.freeze()
        for await case .stateChanged(.failed(let error)) in connection.events {
            #expect(error == .unreachable)
            break
        }
        let port = try await connection.mediaPort()
        let isSent = await withCheckedContinuation { continuation in
            TransportLoop.shared.perform {
                continuation.resume(returning: port.sendRTP(Packet.rtp(sequence: 1, payload: [1]).span.bytes))
            }
        }
        #expect(!isSent)
        await connection.close()
    }

    @Test func `moves to its peer's new address with an ICE restart, and loses nothing`() async throws {
        var settings = PeerConnection.Settings.loopback
        settings.connectivity.localAddresses = ["127.0.0.1", "127.0.0.2"]
        let pair = try await ConnectionPair(settings, settings)
        let log = PacketLog()
        await pair.callee.setReceiver(log)
        await pair.caller.addTransceiver(.audio, sending: SendingTrack(track: "a"))
        let sent = (1...60).map { Packet.rtp(sequence: $0, payload: [UInt8](repeating: UInt8($0), count: 100)) }
        try await negotiate(pair, at: "127.0.0.1") {}
        try await pair.caller.connected()
        try await pair.callee.connected()
        let port = try await pair.caller.mediaPort()
        port.send(rtp: Array(sent[..<20]))
        try await negotiate(pair, at: "127.0.0.2", iceRestart: true) { port.send(rtp: Array(sent[20..<40])) }
        try await eventually { await pair.caller.selectedPair?.remote.address == "127.0.0.2" }
        port.send(rtp: Array(sent[40...]))
        await log.has(rtp: 60)
        #expect(log.rtp == sent)
        #expect(await pair.caller.state == .connected)
        await pair.close()
    }

    /// Both sides tell of one of their addresses alone. `between` happens while the callee knows more than the caller.
    private func negotiate(
        _ pair: ConnectionPair, at address: String, iceRestart: Bool = false, between: () async throws -> Void
    ) async throws {
        if iceRestart { try await pair.caller.restartICE() }
        await pair.caller.gatherCandidates()
        let offer = try await pair.caller.createOffer()
        try await pair.caller.setLocalDescription(.offer, offer)
        try await pair.callee.setRemoteDescription(.offer, Self.description(offer, at: address))
        await pair.callee.gatherCandidates()
        try await between()
        let answer = try await pair.callee.createAnswer()
        try await pair.callee.setLocalDescription(.answer, answer)
        try await pair.caller.setRemoteDescription(.answer, Self.description(answer, at: address))
    }

    private static func description(_ text: String, at address: String) throws -> String {
        var document = try SDPDocument(parsing: text)
        for index in document.media.indices {
            document.media[index].lines.removeAll { line in
                line.attribute("candidate").map { !$0.contains(" \(address) ") } ?? false
            }
        }
        return document.text
    }
}
