import GStreamerRuntime
import MediaTypes
import PipelineGraph
import Testing

struct FrameSourceTests {
    /// From our memory through GStreamer and out again, the bytes stay where they are.
    @Test(.timeLimit(.minutes(1))) func `payloads pass without a copy, and come back when the last user is gone`()
        async throws
    {
        let encoded = try await FrameCollector.collect(
            PipelineGraph(chain: [
                .element("videotestsrc", ["num-buffers": 20]), .element("x264enc", ["key-int-max": 10]),
                .capsFilter(Caps("video/x-h264", ["stream-format": "avc"])), .frameSink("frames"),
            ]))
        let (releases, release) = AsyncStream<Int>.makeStream()
        var lent: [EncodedFrame] = encoded.frames.enumerated().map { index, frame in
            var copy = frame
            copy.payload = Self.lend(frame.payload.copied()) { release.yield(index) }
            return copy
        }
        try await pass(lent, described: encoded.description)
        lent = []
        var released: Set<Int> = []
        for await index in releases {
            released.insert(index)
            if released.count == encoded.frames.count { break }
        }
    }

    private static func lend(_ bytes: [UInt8], release: @escaping @Sendable () -> Void) -> FramePayload {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        memory.copyBytes(from: bytes)
        nonisolated(unsafe) let owned = memory
        return FramePayload(borrowing: UnsafeRawBufferPointer(memory)) {
            owned.deallocate()
            release()
        }
    }

    private func pass(_ frames: [EncodedFrame], described: TrackDescription?) async throws {
        let pipeline = try Pipeline(
            PipelineGraph(chain: [.frameSource("in", isLive: false), .element("queue"), .frameSink("frames")]))
        let collector = FrameCollector()
        try pipeline.onFrames(from: "frames", track: 7) { collector.handle($0) }
        let source = try pipeline.frameSource(named: "in")
        source.setTrack(try #require(described))
        try pipeline.play()
        let origin = try #require(frames.map(\.decodeTime).min())
        for frame in frames { #expect(source.push(frame, origin: origin) == .accepted) }
        source.endOfStream()
        for await event in pipeline.events { if event == .endOfStream { break } }
        pipeline.stop()
        let got = collector.contents
        #expect(got.description?.parameters == described?.parameters)
        #expect(got.frames.map(\.isKeyframe) == frames.map(\.isKeyframe))
        #expect(got.frames.map { $0.payload.copied() } == frames.map { $0.payload.copied() })
        #expect(got.frames.map { Self.address($0) } == frames.map { Self.address($0) })
        #expect(got.frames.map(\.presentationTime) == frames.map { $0.presentationTime - origin })
        #expect(got.frames.map(\.decodeTime) == frames.map { $0.decodeTime - origin })
    }

    private static func address(_ frame: EncodedFrame) -> Int {
        frame.payload.withUnsafeBytes { Int(bitPattern: $0.baseAddress) }
    }

    @Test(.timeLimit(.minutes(1))) func `new parameters travel with their frame`() async throws {
        let first = OpusParameters(channels: 1, preSkip: 0)
        let second = OpusParameters(channels: 2, preSkip: 0)
        let pipeline = try Pipeline(PipelineGraph(chain: [.frameSource("in", isLive: false), .frameSink("frames")]))
        let collector = FrameCollector()
        try pipeline.onFrames(from: "frames", track: 7) { collector.handle($0) }
        let source = try pipeline.frameSource(named: "in")
        source.setTrack(TrackDescription(id: 1, parameters: .opus(first)))
        try pipeline.play()
        for index in Int64(0)..<4 {
            source.push(
                EncodedFrame(
                    track: 1, presentationTime: .milliseconds(20 * index), duration: .milliseconds(20),
                    isKeyframe: true, newParameters: index == 2 ? .opus(second) : nil, payload: FramePayload([0xFC])))
        }
        source.endOfStream()
        for await event in pipeline.events { if event == .endOfStream { break } }
        pipeline.stop()
        #expect(collector.contents.description?.parameters == .opus(first))
        #expect(collector.contents.frames.map(\.newParameters) == [nil, nil, .opus(second), nil])
        #expect(collector.contents.frames.map(\.presentationTime) == [0, 20, 40, 60].map { .milliseconds($0) })
    }

    @Test(.timeLimit(.minutes(1))) func `what waits is counted, and a stopped pipeline refuses frames`() throws {
        let pipeline = try Pipeline(PipelineGraph(chain: [.frameSource("in", isLive: false), .element("fakesink")]))
        let source = try pipeline.frameSource(named: "in")
        let frame = EncodedFrame(
            track: 1, presentationTime: .zero, isKeyframe: true,
            payload: FramePayload([UInt8](repeating: 1, count: 100)))
        #expect(source.push(frame) == .accepted)
        #expect(source.queuedBytes == 100)
        try pipeline.prepare()
        pipeline.stop()
        #expect(source.push(frame) == .flushing)
    }
}
