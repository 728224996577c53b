import PipelineGraph
import Testing

struct PipelineGraphTests {
    static let capture: PipelineGraph = {
        var graph = PipelineGraph()
        graph.chain([
            .element("ximagesrc", name: "screen", ["display-name": ":7", "use-damage": false]),
            .capsFilter(Caps("video/x-raw", ["framerate": .fraction(30, 1)])),
            .element("tee", name: "tee"),
        ])
        graph.chain([
            .existing("tee", pad: .request("src_%u")),
            .element("x264enc", name: "encoder", ["tune": .nick("zerolatency")]),
            .element("appsink", name: "frames"),
        ])
        graph.chain([.existing("tee", pad: .request("src_%u")), .element("fakesink", name: "preview")])
        return graph
    }()

    @Test func `a chain names and links its elements in order`() throws {
        let graph = PipelineGraph(chain: [
            .element("videotestsrc"), .element("queue"), .capsFilter(Caps("video/x-raw")), .element("fakesink"),
        ])
        #expect(graph.elements.map(\.name) == ["videotestsrc0", "queue1", "fakesink2"])
        #expect(
            graph.links == [
                PipelineLink(from: .init("videotestsrc0"), to: .init("queue1")),
                PipelineLink(from: .init("queue1"), to: .init("fakesink2"), filter: Caps("video/x-raw")),
            ])
        try graph.validate()
    }

    @Test func `a chain enters an existing element by the named pad and leaves by the automatic one`() {
        var graph = PipelineGraph(chain: [.element("audiotestsrc", name: "sound")])
        graph.chain([.element("flvmux", name: "mux"), .element("fakesink", name: "out")])
        graph.chain([.existing("sound"), .existing("mux", pad: .request("audio"))])
        #expect(graph.links.last == PipelineLink(from: .init("sound"), to: .init("mux", pad: .request("audio"))))
    }

    @Test func `equal graphs are equal values with equal text`() throws {
        var other = PipelineGraph()
        other.elements = Self.capture.elements
        other.links = Self.capture.links
        #expect(other == Self.capture)
        #expect(other.dot == Self.capture.dot)
        other.elements[0].properties["use-damage"] = true
        #expect(other != Self.capture)
        try Self.capture.validate()
    }

    static let wrongGraphs: [(PipelineGraph, PipelineGraphError)] = [
        (PipelineGraph(), .empty),
        (PipelineGraph(elements: [.init(name: "a b", factory: "queue")]), .invalidName("a b")),
        (PipelineGraph(elements: [.init(name: "a", factory: "")]), .missingFactory(element: "a")),
        (PipelineGraph(chain: [.element("queue", name: "a"), .element("queue", name: "a")]), .duplicateName("a")),
        (
            PipelineGraph(chain: [.element("queue", name: "a", ["name": "b"])]),
            .invalidProperty(element: "a", name: "name")
        ),
        (PipelineGraph(chain: [.element("queue", name: "a"), .existing("b")]), .unknownElement("b")),
        (
            PipelineGraph(chain: [
                .element("queue", name: "a"), .capsFilter(Caps("video")), .element("queue", name: "b"),
            ]),
            .invalidCaps("video")
        ),
        (
            PipelineGraph(
                elements: [.init(name: "a", factory: "tee"), .init(name: "b", factory: "queue")],
                links: [.init(from: .init("a", pad: .always("sink")), to: .init("b"))]),
            .wrongDirection(element: "a", pad: "sink")
        ),
        (
            PipelineGraph(elements: [
                .init(name: "a", factory: "queue"), .init(name: "b", factory: "queue"),
            ]), .unconnected(element: "a")
        ),
        (
            PipelineGraph(
                elements: ["a", "b", "c"].map { .init(name: $0, factory: "queue") },
                links: [.init(from: .init("a"), to: .init("b")), .init(from: .init("a"), to: .init("c"))]),
            .padLinkedTwice(element: "a", pad: "automatic")
        ),
        (
            PipelineGraph(
                elements: ["a", "b", "c"].map { .init(name: $0, factory: "queue") },
                links: [
                    .init(from: .init("a"), to: .init("c", pad: .request("video"))),
                    .init(from: .init("b"), to: .init("c", pad: .always("video"))),
                ]),
            .padLinkedTwice(element: "c", pad: "video")
        ),
    ]

    @Test(arguments: wrongGraphs) func `a wrong graph is refused with the reason`(
        _ graph: PipelineGraph, _ reason: PipelineGraphError
    ) {
        #expect(throws: reason) { try graph.validate() }
    }

    @Test func `a circle is refused, with the elements that form it`() throws {
        let graph = PipelineGraph(
            elements: ["in", "a", "b", "out"].map { .init(name: $0, factory: "queue") },
            links: [
                .init(from: .init("in"), to: .init("a", pad: .request("sink_%u"))),
                .init(from: .init("a"), to: .init("b")),
                .init(from: .init("b", pad: .request("src_%u")), to: .init("a", pad: .request("sink_%u"))),
                .init(from: .init("b", pad: .request("src_%u")), to: .init("out")),
            ])
        let error = #expect(throws: PipelineGraphError.self) { try graph.validate() }
        guard case .cycle(let names) = error else {
            Issue.record("expected a cycle, got \(String(describing: error))")
            return
        }
        #expect(Set(names) == ["a", "b"])
    }

    @Test func `dot names every element and link once`() {
        let lines = Self.capture.dot.split(separator: "\n")
        #expect(lines.first == "digraph pipeline {")
        #expect(lines.last == "}")
        #expect(lines.filter { $0.contains(" -> ") }.count == Self.capture.links.count)
        for element in Self.capture.elements {
            #expect(lines.filter { $0.hasPrefix("  \"\(element.name)\" [") }.count == 1)
        }
        #expect(Self.capture.dot.contains("framerate=(fraction)30/1"))
    }

    @Test func `a secret is shown nowhere`() {
        let graph = PipelineGraph(chain: [
            .element("rtmp2sink", ["stream": .secret("hush-hush"), "host": "example.org"])
        ])
        var dumped = ""
        dump(graph, to: &dumped)
        for text in [graph.dot, "\(graph)", String(reflecting: graph), "\(graph.elements)", dumped] {
            #expect(!text.contains("hush"))
        }
        #expect(graph.dot.contains("stream=***"))
        #expect(
            graph != PipelineGraph(chain: [.element("rtmp2sink", ["stream": .secret("other"), "host": "example.org"])]))
    }

    @Test func `caps are written in GStreamer's syntax`() {
        let caps = Caps(
            "video/x-raw", features: ["memory:DMABuf"],
            [
                "width": 1280, "format": .choice(["I420", "NV12"]), "framerate": .fraction(30, 1),
                "codec_data": .bytes([0x01, 0xAB]), "title": "a \"b\"", "height": .intRange(16...4096), "ok": true,
            ])
        #expect(
            caps.description == """
                video/x-raw(memory:DMABuf), codec_data=(buffer)01ab, format={ (string)"I420", (string)"NV12" }, \
                framerate=(fraction)30/1, height=(int)[ 16, 4096 ], ok=(boolean)true, \
                title=(string)"a\\040\\042b\\042", width=(int)1280
                """)
    }
}
