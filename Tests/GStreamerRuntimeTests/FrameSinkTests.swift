import GStreamerRuntime
import MediaTypes
import PipelineGraph
import Testing

struct FrameSinkTests {
    @Test(.timeLimit(.minutes(1))) func `H.264 comes with its parameters, times and key flags`() async throws {
        let got = try await FrameCollector.collect(
            PipelineGraph(chain: [
                .element("videotestsrc", ["num-buffers": 60]),
                .capsFilter(
                    Caps("video/x-raw", ["width": 320, "height": 180, "framerate": .fraction(30, 1)])),
                .element("x264enc", ["key-int-max": 30, "bframes": 2, "option-string": "scenecut=0"]),
                .capsFilter(Caps("video/x-h264", ["stream-format": "avc", "alignment": "au"])), .frameSink("frames"),
            ]))
        let description = try #require(got.description)
        #expect(description.id == 7)
        guard case .h264(let parameters) = description.parameters else {
            Issue.record("not H.264")
            return
        }
        #expect((parameters.width, parameters.height) == (320, 180))
        #expect(parameters.sequenceParameterSets.count == 1)
        #expect(got.frames.count == 60)
        #expect(got.ends == 1)
        #expect(got.frames.filter(\.isKeyframe).count == 2)
        #expect(got.frames.first?.isKeyframe == true)
        #expect(
            got.frames.map(\.presentationTime).sorted()
                == (0..<60).map { MediaTime(nanoseconds: Int64($0) * 1_000_000_000 / 30) })
        // Reordered pictures are decoded before their time, the first ones before zero.
        #expect(zip(got.frames, got.frames.dropFirst()).allSatisfy { $0.decodeTime < $1.decodeTime })
        #expect(got.frames.allSatisfy { $0.decodeTime <= $0.presentationTime })
        #expect(try #require(got.frames.first).decodeTime < .zero)
    }

    @Test(.timeLimit(.minutes(1))) func `a payload stays readable after its pipeline is gone`() async throws {
        let graph = PipelineGraph(chain: [
            .element("videotestsrc", ["num-buffers": 3]), .element("x264enc"),
            .capsFilter(Caps("video/x-h264", ["stream-format": "avc"])), .frameSink("frames"),
        ])
        let got = try await FrameCollector.collect(graph)
        for frame in got.frames {
            let bytes = frame.payload.copied()
            // The first NAL unit's length field fits the payload.
            let length = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            #expect(length > 0 && length <= bytes.count - 4)
        }
    }

    @Test(.timeLimit(.minutes(1))) func `a change of the picture's size comes with the frame it begins at`()
        async throws
    {
        var graph = PipelineGraph(chain: [
            .element("videotestsrc", name: "small", ["num-buffers": 5]),
            .capsFilter(Caps("video/x-raw", ["width": 160, "height": 120, "format": "I420"])),
            .element("concat", name: "concat"), .element("x264enc"),
            .capsFilter(Caps("video/x-h264", ["stream-format": "avc"])), .frameSink("frames"),
        ])
        graph.chain([
            .element("videotestsrc", name: "large", ["num-buffers": 5]),
            .capsFilter(Caps("video/x-raw", ["width": 320, "height": 240, "format": "I420"])),
            .existing("concat", pad: .request("sink_%u")),
        ])
        for index in graph.links.indices where graph.links[index].sink.element == "concat" {
            graph.links[index].sink.pad = .request("sink_%u")
        }
        let got = try await FrameCollector.collect(graph)
        #expect(got.frames.count == 10)
        let changes = got.frames.indices.filter { got.frames[$0].newParameters != nil }
        #expect(changes == [5])
        guard case .h264(let parameters)? = got.frames[5].newParameters else {
            Issue.record("no new parameters")
            return
        }
        #expect((parameters.width, parameters.height) == (320, 240))
        #expect(got.frames[5].isKeyframe)
    }

    @Test(.timeLimit(.minutes(1))) func `a kind of media that frames do not carry is an error`() async throws {
        let error = await #expect(throws: FrameCollector.Failure.self) {
            try await FrameCollector.collect(
                PipelineGraph(chain: [.element("videotestsrc", ["num-buffers": 3]), .frameSink("frames")]))
        }
        guard case .pipeline(let failure)? = error else { return }
        #expect(failure.element == "frames")
        #expect(failure.debug.contains("video/x-raw"))
    }

    @Test func `only an appsink gives frames, and only an appsrc takes them`() throws {
        let pipeline = try Pipeline(
            PipelineGraph(chain: [.element("videotestsrc", name: "a"), .element("fakesink", name: "b")]))
        #expect(throws: GStreamerError.wrongElement(name: "b", needed: "appsink")) {
            try pipeline.onFrames(from: "b", track: 1) { _ in }
        }
        #expect(throws: GStreamerError.wrongElement(name: "a", needed: "appsrc")) {
            try pipeline.frameSource(named: "a")
        }
        #expect(throws: GStreamerError.noSuchElement("c")) { try pipeline.frameSource(named: "c") }
    }
}
