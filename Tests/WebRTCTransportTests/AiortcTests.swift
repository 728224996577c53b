import Foundation
import SessionDescription
import TestSupport
import Testing
import WebRTCTransport

/// With aiortc, a WebRTC implementation of its own in Python: audio both ways, and a data channel.
@Suite(.timeLimit(.minutes(2)))
struct AiortcTests {
    private static let script = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "Python/aiortc_peer.py")

    private static func connection() async throws -> (PeerConnection, PacketLog) {
        var settings = PeerConnection.Settings.loopback
        // What can be made here without an encoder.
        settings.negotiation.audioCodecs = RTPCodec.standardAudio.filter { $0.isNamed("PCMU") }
        let connection = try await PeerConnection(settings)
        let log = PacketLog()
        await connection.setReceiver(log)
        return (connection, log)
    }

    private static func command(_ name: String, sdp: String) -> [String: any Sendable] { ["do": name, "sdp": sdp] }

    /// Sends frames of a loud constant, as PCMU, until the peer has heard enough.
    private static func speak(_ connection: PeerConnection, to peer: PythonPeer) async throws {
        let track = try #require(await connection.transceivers.first { $0.kind == .audio })
        #expect(track.currentDirection == .sendReceive)
        let source = try #require(track.sending?.encodings.first?.ssrc)
        let codec = try #require(track.codecs.first)
        let packets = (0..<100).map { number in
            Packet.rtp(
                type: codec.payloadType, sequence: UInt16(number), timestamp: UInt32(number) * 160, source: source,
                payload: [UInt8](repeating: 0x80, count: 160))
        }
        try await connection.mediaPort().send(rtp: packets)
        let heard = try await peer.ask(["do": "hear", "count": 20])
        #expect(heard.result == ["32124"])
    }

    @Test(arguments: [[], ["SRTP_AES128_CM_SHA1_80"]])
    func `answers aiortc`(profiles: [String]) async throws {
        let peer = try await PythonPeer(AiortcTests.script, arguments: profiles)
        let (connection, log) = try await AiortcTests.connection()
        let offer = try #require(try await peer.ask(["do": "offer"]).result?.first)
        await connection.addTransceiver(.audio, sending: SendingTrack(stream: "s", track: "a"))
        try await connection.setRemoteDescription(.offer, offer)
        await connection.gatherCandidates()
        let answer = try await connection.createAnswer()
        try await connection.setLocalDescription(.answer, answer)
        #expect(try await peer.ask(AiortcTests.command("accept", sdp: answer)).error == nil)
        try await connection.connected()
        try await AiortcTests.speak(connection, to: peer)
        await log.has(rtp: 20)
        #expect(log.rtp.allSatisfy { $0.count > 12 && $0[1] & 0x7F == 0 })
        let echo = Task {
            for await event in connection.events {
                if case .dataChannel(let channel) = event {
                    for await message in channel.messages { try await channel.send(message) }
                    return channel.label
                }
            }
            return ""
        }
        let reply = try await peer.ask(["do": "say", "text": "hello"])
        #expect(reply.result == ["hello"])
        _ = try await peer.ask(["do": "close"])
        #expect(try await echo.value == "chat")
        await connection.close()
    }

    @Test func `is answered by aiortc`() async throws {
        let peer = try await PythonPeer(AiortcTests.script, arguments: [])
        let (connection, log) = try await AiortcTests.connection()
        await connection.addTransceiver(.audio, sending: SendingTrack(stream: "s", track: "a"))
        let channel = try await connection.createDataChannel(DataChannelOptions(label: "echo"))
        await connection.gatherCandidates()
        let offer = try await connection.createOffer()
        try await connection.setLocalDescription(.offer, offer)
        let answer = try #require(try await peer.ask(AiortcTests.command("answer", sdp: offer)).result?.first)
        try await connection.setRemoteDescription(.answer, answer)
        try await connection.connected()
        try await AiortcTests.speak(connection, to: peer)
        await log.has(rtp: 20)
        #expect(await channel.opened())
        let messages: [DataMessage] = [
            .text("hello"), .binary([1, 2, 3]), .binary([UInt8](repeating: 5, count: 50_000)),
        ]
        var echoes = channel.messages.makeAsyncIterator()
        for message in messages {
            try await channel.send(message)
            #expect(await echoes.next() == message)
        }
        _ = try await peer.ask(["do": "close"])
        await connection.close()
    }
}
