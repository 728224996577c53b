import Foundation
import SessionDescription
import Synchronization
import TestSupport
import Testing
import WebRTCTransport

/// With Chromium (libwebrtc): a page sends a drawn picture and a tone, and gets its own picture back from us.
@Suite(.timeLimit(.minutes(3)), .serialized)
struct ChromiumTests {
    private static let script = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Python/chromium_peer.py")

    /// What every page begins with.
    private static let page = """
        const pc = globalThis.pc = new RTCPeerConnection();
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [640, 360];
        const picture = canvas.getContext('2d');
        let count = 0;
        setInterval(() => {
            picture.fillStyle = `hsl(${count++ * 7 % 360} 80% 50%)`;
            picture.fillRect(0, 0, 640, 360);
        }, 50);
        const video = canvas.captureStream(20).getVideoTracks()[0];
        const sound = new AudioContext(), tone = sound.createOscillator(), out = sound.createMediaStreamDestination();
        tone.connect(out); tone.start();
        const audio = out.stream.getAudioTracks()[0];
        const gathered = async () => {
            while (pc.iceGatheringState != 'complete')
                await new Promise(done => pc.onicegatheringstatechange = done);
            return pc.localDescription.sdp;
        };
        pc.ondatachannel = event => event.channel.onmessage = message => event.channel.send(message.data);

        """

    private static func run(_ peer: PythonPeer, _ script: String) async throws -> String {
        let reply = try await peer.ask(["do": "run", "script": script])
        if let error = reply.error { throw PageFailure(description: error) }
        return try #require(reply.result?.first)
    }

    /// Quoted for JavaScript.
    private static func quoted(_ text: String) throws -> String {
        String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
    }

    private static func settings() -> PeerConnection.Settings {
        var settings = PeerConnection.Settings.loopback
        settings.negotiation.videoCodecs = RTPCodec.standardVideo.filter { $0.isNamed("VP8") }
        return settings
    }

    /// Until the page says that it decoded as many frames of what came back.
    private static func awaitFrames(_ peer: PythonPeer) async throws {
        let frames = try await run(
            peer,
            """
            while (true) {
                for (const report of (await pc.getStats()).values())
                    if (report.type == 'inbound-rtp' && report.kind == 'video' && report.framesDecoded >= 10)
                        return String(report.framesDecoded);
                await new Promise(done => setTimeout(done, 50));
            }
            """)
        #expect(try #require(Int(frames)) >= 10)
    }

    @Test func `answers Chromium`() async throws {
        let peer = try await PythonPeer(ChromiumTests.script, arguments: [])
        let connection = try await PeerConnection(ChromiumTests.settings())
        let offer = try await ChromiumTests.run(
            peer,
            ChromiumTests.page + """
                pc.addTrack(audio); pc.addTrack(video);
                const chat = globalThis.chat = pc.createDataChannel('chat', { ordered: false, maxRetransmits: 0 });
                await pc.setLocalDescription();
                return await gathered();
                """)
        let track = await connection.addTransceiver(.video, sending: SendingTrack(stream: "s", track: "echo"))
        let echo = Echo()
        await connection.setReceiver(echo)
        try await connection.setRemoteDescription(.offer, offer)
        await connection.gatherCandidates()
        let answer = try await connection.createAnswer()
        try await connection.setLocalDescription(.answer, answer)
        try await echo.begin(connection, track)
        _ = try await ChromiumTests.run(
            peer, "await pc.setRemoteDescription({type: 'answer', sdp: \(try ChromiumTests.quoted(answer))});")
        try await connection.connected()
        try await ChromiumTests.awaitFrames(peer)
        #expect(echo.audioPackets > 0)
        for await event in connection.events {
            guard case .dataChannel(let channel) = event else { continue }
            #expect(channel.label == "chat" && !channel.options.isOrdered)
            #expect(channel.options.reliability == .retransmissions(0))
            try await channel.send(.text("hello"))
            break
        }
        await connection.close()
        _ = try await peer.ask(["do": "stop"])
    }

    @Test func `is answered by Chromium`() async throws {
        let peer = try await PythonPeer(ChromiumTests.script, arguments: [])
        let connection = try await PeerConnection(ChromiumTests.settings())
        let echo = Echo()
        await connection.setReceiver(echo)
        await connection.addTransceiver(.audio, direction: .receiveOnly)
        let track = await connection.addTransceiver(.video, sending: SendingTrack(stream: "s", track: "echo"))
        let channel = try await connection.createDataChannel(DataChannelOptions(label: "echo"))
        await connection.gatherCandidates()
        let offer = try await connection.createOffer()
        try await connection.setLocalDescription(.offer, offer)
        let answer = try await ChromiumTests.run(
            peer,
            ChromiumTests.page + """
                await pc.setRemoteDescription({type: 'offer', sdp: \(try ChromiumTests.quoted(offer))});
                pc.addTrack(audio); pc.addTrack(video);
                await pc.setLocalDescription();
                return await gathered();
                """)
        try await connection.setRemoteDescription(.answer, answer)
        try await echo.begin(connection, track)
        try await connection.connected()
        try await ChromiumTests.awaitFrames(peer)
        #expect(echo.audioPackets > 0)
        #expect(await channel.opened())
        var echoes = channel.messages.makeAsyncIterator()
        for message in [.text("hello"), .text(String(repeating: "long ", count: 20_000)), .text("")] as [DataMessage] {
            try await channel.send(message)
            #expect(await echoes.next() == message)
        }
        // A restart of ICE while everything flows.
        let before = await connection.selectedPair?.local.port
        try await connection.restartICE()
        await connection.gatherCandidates()
        let again = try await connection.createOffer()
        try await connection.setLocalDescription(.offer, again)
        let reply = try await ChromiumTests.run(
            peer,
            """
            await pc.setRemoteDescription({type: 'offer', sdp: \(try ChromiumTests.quoted(again))});
            await pc.setLocalDescription();
            while (pc.iceGatheringState != 'complete')
                await new Promise(done => pc.onicegatheringstatechange = done);
            return pc.localDescription.sdp;
            """)
        try await connection.setRemoteDescription(.answer, reply)
        try await channel.send(.text("after"))
        #expect(await echoes.next() == .text("after"))
        try await eventually { await connection.selectedPair?.local.port != before }
        try await channel.send(.text("moved"))
        #expect(await echoes.next() == .text("moved"))
        await connection.close()
        _ = try await peer.ask(["do": "stop"])
    }

    @Test func `takes the encodings of Chromium's simulcast`() async throws {
        let peer = try await PythonPeer(ChromiumTests.script, arguments: [])
        let connection = try await PeerConnection(ChromiumTests.settings())
        let offer = try await ChromiumTests.run(
            peer,
            ChromiumTests.page + """
                // Both fit below the rate that a sender begins with; nothing here tells it that there is room for more.
                const half = {rid: 'h', scaleResolutionDownBy: 2, maxBitrate: 60000};
                const full = {rid: 'f', scaleResolutionDownBy: 1, maxBitrate: 200000};
                pc.addTransceiver(video, {direction: 'sendonly', sendEncodings: [half, full]});
                await pc.setLocalDescription();
                return await gathered();
                """)
        let echo = Echo()
        await connection.setReceiver(echo)
        try await connection.setRemoteDescription(.offer, offer)
        await connection.gatherCandidates()
        let answer = try await connection.createAnswer()
        try await connection.setLocalDescription(.answer, answer)
        #expect(await connection.transceivers.first?.receiving.rids == ["h", "f"])
        let rids = try await ChromiumTests.run(
            peer,
            """
            await pc.setRemoteDescription({type: 'answer', sdp: \(try ChromiumTests.quoted(answer))});
            while (true) {
                const sent = new Set();
                for (const report of (await pc.getStats()).values())
                    if (report.type == 'outbound-rtp' && report.framesSent > 3) sent.add(report.rid);
                if (sent.size == 2) return [...sent].sort().join();
                await new Promise(done => setTimeout(done, 50));
            }
            """)
        #expect(rids == "f,h")
        // Two sources of pictures, whatever retransmissions come beside them.
        #expect(echo.videoSources.count >= 2)
        await connection.close()
        _ = try await peer.ask(["do": "stop"])
    }
}

/// What went wrong in the page.
private struct PageFailure: Error, CustomStringConvertible { let description: String }

/// Sends the pictures it receives back under another source, and counts sound.
private final class Echo: MediaReceiver {
    private struct Shared {
        var port: MediaPort?
        var source: UInt32 = 0
        var audioPackets = 0
        var videoSources: Set<UInt32> = []
    }
    private let shared = Mutex(Shared())

    var audioPackets: Int { shared.withLock { $0.audioPackets } }
    var videoSources: Set<UInt32> { shared.withLock { $0.videoSources } }

    func begin(_ connection: PeerConnection, _ id: RTPTransceiver.ID) async throws {
        let port = try await connection.mediaPort()
        let transceiver = try #require(await connection[id])
        let source = try #require(transceiver.sending?.encodings.first?.ssrc)
        shared.withLock { shared in
            shared.port = port
            shared.source = source
        }
    }

    func receiveRTP(_ packet: RawSpan) {
        var bytes = packet.withUnsafeBytes { Array($0) }
        let isVideo = bytes[1] & 0x7F == 96 || bytes[1] & 0x7F == 97
        let (port, source) = shared.withLock { shared in
            if isVideo {
                shared.videoSources.insert(bytes[8..<12].reduce(0) { $0 << 8 | UInt32($1) })
            } else {
                shared.audioPackets += 1
            }
            return (shared.port, shared.source)
        }
        guard let port, bytes[1] & 0x7F == 96 else { return }
        for index in 0..<4 { bytes[8 + index] = UInt8(truncatingIfNeeded: source >> UInt32(24 - 8 * index)) }
        port.sendRTP(bytes.span.bytes)
    }

    func receiveRTCP(_ packet: RawSpan) {}
}
