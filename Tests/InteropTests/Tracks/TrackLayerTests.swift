import Foundation
import TestSupport
import Testing

/// Exports of a simulcast whose better layers go away and come back.
@Suite(.serialized, .timeLimit(.minutes(4))) struct TrackLayerTests {
    /// Why they go.
    enum Cause: String, Sendable {
        /// The publisher encodes them no longer, and goes on later, as with viewers of small pictures alone.
        case encoder
        /// The network loses them, and the publisher notices.
        case network
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let codec: String
        let file: String
        var width = 960
        let cause: Cause
        var testDescription: String { "\(codec), \(width) wide, by the \(cause.rawValue)" }
    }

    @Test(arguments: [
        Case(codec: "VP8", file: "a.webm", cause: .network), Case(codec: "H264", file: "a.mp4", cause: .encoder),
        Case(codec: "VP8", file: "b.ivf", width: 640, cause: .network),
    ])
    func `the best layer that there is makes one file`(_ test: Case) async throws {
        let bench = try TrackBench("track-layers-\(test.codec)-\(test.width)-\(test.cause.rawValue)")
        let link = try await bench.link()
        let alice = try await bench.peer("alice", over: link, ["dynacast": true])
        let sid = try await alice.publish(
            "publish_video",
            ["codec": test.codec, "simulcast": true, "width": test.width, "height": test.width * 9 / 16])
        // An encoder begins with the small layers; until all are there.
        try await Task.sleep(for: .seconds(4))
        let server = try bench.export("--track", sid, "--duration", "14", bench.path(test.file))
        #expect(await server.waitForLog("export started"))
        try await Task.sleep(for: .seconds(2))
        switch test.cause {
        case .encoder: try await link.watch(sid, codec: test.codec, best: 0)
        case .network: try await link.thin()
        }
        try await Task.sleep(for: .seconds(4))
        switch test.cause {
        case .encoder: try await link.watch(sid, codec: test.codec, best: 2)
        case .network: try await link.widen()
        }
        let outcome = await server.outcome()
        #expect(outcome.status == 0, "\(outcome.log)")
        try check(TrackFile(bench.path(test.file)).pictures, test)
        await bench.stop()
    }

    /// VP9 in a superframe, which a decoder that knows no layers shows once; AV1 decoders know them.
    @Test(arguments: [(codec: "VP9", file: "a.webm"), (codec: "AV1", file: "a.ivf")])
    func `pictures in spatial layers are shown once, and large`(_ codec: String, _ file: String) async throws {
        let bench = try TrackBench("track-spatial-\(codec)")
        let alice = try await bench.peer("alice")
        let sid = try await alice.publish(
            "publish_video", ["codec": codec, "scalability": "L3T3_KEY", "width": 960, "height": 540])
        let server = try bench.export("--track", sid, "--duration", "5", bench.path(file))
        let outcome = await server.outcome()
        #expect(outcome.status == 0, "\(outcome.log)")
        let pictures = try TrackFile(bench.path(file)).pictures
        let counters = try pictures.map { try #require($0.counter, "a broken picture at \($0.time) s") }
        #expect(zip(counters, counters.dropFirst()).allSatisfy { $0 < $1 }, "\(counters)")
        // An encoder begins with as many layers as it believes the network to carry.
        #expect(pictures.count > 40 && pictures.last?.width == 960, "\(pictures.map(\.width))")
        await bench.stop()
    }

    private func check(_ pictures: [TrackFile.Picture], _ test: Case) throws {
        let counters = try pictures.map { try #require($0.counter, "a broken picture at \($0.time) s") }
        // A picture may come again in its better layer.
        #expect(zip(counters, counters.dropFirst()).allSatisfy { $0 <= $1 }, "\(counters)")
        #expect(zip(pictures, pictures.dropFirst()).allSatisfy { $0.time <= $1.time })
        // Fifteen a second, from first to last where they were captured.
        let offsets = zip(pictures, counters).map { $0.time - Double($1) / 15 }
        let strays = offsets.map { abs($0 - offsets[0]) }
        #expect((strays.max() ?? 1) < 0.3, "\(strays)")
        let last = try #require(pictures.last)
        #expect(abs(last.time + 1.0 / 15 - 14) < 0.3, "\(last.time)")
        let gaps = zip(pictures, pictures.dropFirst()).map { $1.time - $0.time }
        // What it takes to find a layer gone, and to get the other's key frame.
        #expect((gaps.max() ?? 9) < 2, "\(gaps.max() ?? 0) s without a picture")
        #expect(pictures.first?.width == test.width && last.width == test.width, "\(pictures.map(\.width))")
        // Smaller ones have layers of one size.
        if test.width == 960 { #expect(pictures.contains { $0.width < 960 }) }
    }
}
