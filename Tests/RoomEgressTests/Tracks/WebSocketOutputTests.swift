import Foundation
import HTTPTransport
import MediaTypes
import Synchronization
import TestSupport
import Testing

@testable import RoomEgress

/// Held against aiohttp's server.
@Suite(.timeLimit(.minutes(1))) struct WebSocketOutputTests {
    private func open(
        _ receiver: TrackReceiver, _ path: String, _ payload: WebSocketOutput.Payload, _ track: TrackDescription,
        client: WebSocketClient = WebSocketClient(), onFailure: @escaping @Sendable (TrackExportError) -> Void = { _ in }
    ) async throws -> WebSocketOutput {
        let url = "ws://nowhere.invalid:\(receiver.webSocketPort)\(path)"
        let output = try await WebSocketOutput.open(
            url, payload: payload, mimeType: track.parameters.trackMIMEType, to: ["127.0.0.1"], client: client, onFailure: onFailure)
        output.start([track])
        return output
    }

    private func result(_ output: WebSocketOutput) async -> StreamResult? {
        guard case .stream(let result)? = await output.finish().first else { return nil }
        return result
    }

    private static func samples(_ data: Data) -> [Int16] {
        data.withUnsafeBytes { bytes in
            (0..<(bytes.count / 4)).map { bytes.loadUnaligned(fromByteOffset: $0 * 4, as: Int16.self) }
        }
    }

    @Test func `sound is samples in real time, with the mute silent and told in its place`() async throws {
        let receiver = try await TrackReceiver()
        let source = try TrackFixtures.tone.get()
        let output = try await open(receiver, "/receive?ping=1", .samples, source.tracks[0])
        let (before, after) = (source.frames.filter { $0.presentationTime < .seconds(1) }, source.frames.filter { $0.presentationTime >= .seconds(1) })
        for frame in before { output.send(frame) }
        output.setMuted(true)
        output.advance(to: .seconds(2))
        output.setMuted(false)
        for frame in after { output.send(frame.shifted(by: .seconds(2))) }
        let result = try #require(await result(output))
        let conversation = try await receiver.conversation()
        #expect(conversation.contentType == "audio/x-raw" && conversation.closeCode == 1000)
        #expect(conversation.events.filter { $0.hasPrefix("pong") } == ["pong are you there"])
        let events = conversation.events.filter { !$0.hasPrefix("pong") }
        let texts = events.indices.filter { events[$0].hasPrefix("text") }
        #expect(texts.map { events[$0] } == [#"text {"muted":true}"#, #"text {"muted":false}"#])
        #expect(texts[0] == before.count && texts[1] > texts[0] + 20)
        let samples = Self.samples(conversation.data)
        #expect(abs(samples.count - 4 * 48_000) < 960 && conversation.data.count == samples.count * 4)
        func loudest(_ from: Int, _ to: Int) -> Int { samples[(from * 48)..<(to * 48)].map { abs(Int($0)) }.max() ?? 0 }
        #expect(loudest(1_250, 2_950) <= 2 && loudest(200, 900) > 2_000 && loudest(3_200, 3_900) > 2_000)
        #expect(result.status == .finished && result.droppedFrames == 0 && result.bytes >= Int64(conversation.data.count))
        #expect(result.startedAt != nil && result.endedAt != nil && !result.isConnected && result.error == nil)
    }

    @Test(arguments: ["H.264", "VP8", "AV1", "Opus"])
    func `encoded frames are a message each, under the track's type`(_ codec: String) async throws {
        let receiver = try await TrackReceiver()
        let source = try TrackFixtures.named(codec)
        let output = try await open(receiver, "/receive", .frames, source.tracks[0])
        for frame in source.frames { output.send(frame) }
        let result = try #require(await result(output))
        let conversation = try await receiver.conversation()
        #expect(conversation.contentType == source.tracks[0].parameters.trackMIMEType)
        #expect(conversation.sizes.count == source.frames.count && result.bytes == Int64(conversation.data.count))
        try TrackFixtures.expectDecodes(conversation.data, codec, frames: source.frames.count)
    }

    @Test func `a receiver that does not read loses frames up to a key frame, and holds up nobody`() async throws {
        let receiver = try await TrackReceiver()
        let track = TrackDescription(id: 1, parameters: .vp8(VP8Parameters(width: 16, height: 16)))
        let client = WebSocketClient(options: .init(maximumQueueSize: 200_000, idleTimeout: nil, closeTimeout: .milliseconds(10)))
        let output = try await open(receiver, "/receive?deaf=1", .frames, track, client: client)
        for number in 0..<400 {
            let payload = FramePayload([UInt8](repeating: 0, count: 50_000))
            output.send(EncodedFrame(
                track: 1, presentationTime: .milliseconds(Int64(number) * 33), isKeyframe: number % 100 == 0, payload: payload))
        }
        let result = try #require(await result(output))
        // After a loss nothing is sent until the next key frame.
        #expect(result.droppedFrames > 99 && result.bytes == Int64(400 - result.droppedFrames) * 50_000)
        // What is in its system's memory it has not said to have.
        #expect(result.status == .failed && result.error?.contains("may not have reached") == true)
    }

    /// Sound without a gap, of frames of 20 ms.
    private static func sound(_ source: EncodedSource, from start: Int64, seconds: Int64) -> [EncodedFrame] {
        (start * 50..<(start + seconds) * 50).map { number in
            let frame = source.frames[1 + Int(number % 90)]
            return frame.shifted(by: .milliseconds(number * 20) - frame.presentationTime)
        }
    }

    private static let patient = WebSocketClient(
        options: .init(maximumQueueSize: 100_000, idleTimeout: nil, closeTimeout: .seconds(20)))

    @Test func `samples that a held-up receiver refused are silence of their length later`() async throws {
        let receiver = try await TrackReceiver()
        let source = try TrackFixtures.tone.get()
        let output = try await open(receiver, "/receive?hold=1", .samples, source.tracks[0], client: Self.patient)
        for frame in Self.sound(source, from: 0, seconds: 40) { output.send(frame) }
        try await eventually { output.result.droppedFrames > 100 }
        try await receiver.listen()
        // Until a second gets through whole.
        var (second, dropped) = (Int64(40), -1)
        while dropped != output.result.droppedFrames {
            dropped = output.result.droppedFrames
            for frame in Self.sound(source, from: second, seconds: 1) { output.send(frame) }
            output.setMuted(false)
            second += 1
            try await eventually { try await receiver.texts().count == second - 40 }
        }
        for frame in Self.sound(source, from: second, seconds: 2) { output.send(frame) }
        let result = try #require(await result(output))
        let conversation = try await receiver.conversation()
        let size = conversation.sizes.reduce(0, +)
        #expect(abs(size / 4 - Int(second + 2) * 48_000) < 960 && conversation.closeCode == 1000)
        let silence = conversation.silence.reduce(0, +)
        #expect(abs(silence / 3_840 - result.droppedFrames) < 10 && result.droppedFrames > 100)
        let loud = Self.samples(conversation.data.suffix(380_000)).count { abs(Int($0)) > 2_000 }
        #expect(loud > 10_000)
        #expect(result.status == .finished && result.error == nil)
    }

    @Test func `the end waits for a receiver that is late, and counts what it took`() async throws {
        let receiver = try await TrackReceiver()
        let source = try TrackFixtures.tone.get()
        let output = try await open(receiver, "/receive?hold=1", .samples, source.tracks[0], client: Self.patient)
        for frame in Self.sound(source, from: 0, seconds: 40) { output.send(frame) }
        try await eventually { output.result.droppedFrames > 100 }
        let finishing = Task { await self.result(output) }
        #expect(output.result.bytes < 40 * 192_000)
        try await receiver.listen()
        let end = try #require(await finishing.value)
        let size = try await receiver.conversation().sizes.reduce(0, +)
        #expect(abs(size / 4 - 40 * 48_000) < 960)
        #expect(end.status == .finished && end.bytes == Int64(size))
    }

    @Test func `a receiver that had no room is told the newest mute alone, as soon as it has`() async throws {
        let receiver = try await TrackReceiver()
        let track = TrackDescription(id: 1, parameters: .vp8(VP8Parameters(width: 16, height: 16)))
        let output = try await open(receiver, "/receive?hold=1", .frames, track, client: Self.patient)
        let frame = EncodedFrame(
            track: 1, presentationTime: .zero, isKeyframe: true, payload: FramePayload([UInt8](repeating: 1, count: 99_985)))
        // The last one leaves no room for a text; and what the system takes at first makes room for more.
        var (sent, taken, since) = (0, -1, ContinuousClock.now)
        try await eventually {
            output.send(frame)
            sent += 1
            try await Task.sleep(for: .milliseconds(5))
            let now = sent - output.result.droppedFrames
            // One that was just sent may not be counted yet.
            if now > taken + 1 || taken < 0 { (taken, since) = (now, .now) }
            return output.result.droppedFrames > 50 && ContinuousClock.now - since > .milliseconds(700)
        }
        for isMuted in [true, false, true, false, true] { output.setMuted(isMuted) }
        let dropped = output.result.droppedFrames
        output.send(frame)
        try await eventually { output.result.droppedFrames > dropped }
        #expect(try await receiver.texts().isEmpty)
        try await receiver.listen()
        try await eventually { try await !receiver.texts().isEmpty }
        output.setMuted(false)
        _ = await result(output)
        let conversation = try await receiver.conversation()
        #expect(conversation.events.filter { $0.hasPrefix("text") } == [#"text {"muted":true}"#, #"text {"muted":false}"#])
    }

    @Test func `a receiver that never catches up is a failure`() async throws {
        let receiver = try await TrackReceiver()
        let source = try TrackFixtures.tone.get()
        let failures = Mutex<[String]>([])
        let client = WebSocketClient(options: .init(maximumQueueSize: 100_000, idleTimeout: nil, closeTimeout: .milliseconds(10)))
        let output = try await open(receiver, "/receive?deaf=1", .samples, source.tracks[0], client: client) { error in
            failures.withLock { $0.append("\(error)") }
        }
        for frame in Self.sound(source, from: 0, seconds: 100) { output.send(frame) }
        try await eventually { failures.withLock { !$0.isEmpty } }
        let result = try #require(await result(output))
        #expect(result.status == .failed && result.error?.contains("too slow") == true && failures.withLock { $0.count } == 1)
    }

    @Test func `a receiver that closes is a failure, told once`() async throws {
        let receiver = try await TrackReceiver()
        let source = try TrackFixtures.tone.get()
        let failures = Mutex<[String]>([])
        let output = try await open(receiver, "/receive?close-after=3&token=hunter22", .samples, source.tracks[0]) { error in
            failures.withLock { $0.append("\(error)") }
        }
        for frame in source.frames.prefix(10) { output.send(frame) }
        try await eventually { failures.withLock { !$0.isEmpty } }
        for frame in source.frames.dropFirst(10) { output.send(frame) }
        let result = try #require(await result(output))
        #expect(result.status == .failed && result.error?.contains("4001 (enough)") == true)
        let told = failures.withLock { $0 }
        #expect(told.count == 1 && !told[0].contains("hunter22") && !result.url.contains("hunter22"))
    }

    @Test func `what cannot be opened or sent is a typed error`() async throws {
        let receiver = try await TrackReceiver()
        let opus = try TrackFixtures.tone.get().tracks[0]
        let refused = await #expect(throws: TrackExportError.self) { _ = try await open(receiver, "/refuse", .samples, opus) }
        guard case .notOpened(_, .refused(_, let answer))? = refused else { return #expect(Bool(false), "\(String(describing: refused))") }
        #expect(answer.status == 403)
        let video = TrackDescription(id: 1, parameters: .vp8(VP8Parameters(width: 16, height: 16)))
        let unsupported = await #expect(throws: TrackExportError.self) { _ = try await open(receiver, "/receive", .samples, video) }
        guard case .unsupportedCodec? = unsupported else { return #expect(Bool(false), "\(String(describing: unsupported))") }
    }
}
