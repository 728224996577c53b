import Foundation
import TestSupport
import Testing

/// Two exports of one participant, put together by the times that their results tell.
@Suite(.serialized, .timeLimit(.minutes(3))) struct TrackSyncTests {
    /// In seconds since 1970, less `origin` nanoseconds.
    private func events(_ outcome: EgressServer.Outcome, _ path: String, origin: Double) throws -> [Double] {
        let result = try #require(outcome.report["file_results"]?[0], "\(outcome.log)")
        let start = (try #require(result["started_at"]?.number) - origin) / 1e9
        let script = PythonTool.repository.appending(path: "Tests/InteropTests/Tracks/Python/read_events.py")
        return String(decoding: try PythonTool.run(script, path), as: UTF8.self)
            .split(separator: "\n").compactMap { Double($0) }.map { $0 + start }
    }

    @Test(arguments: [("VP8", "a.webm"), ("H264", "a.mp4")])
    func `a flash and its beep are at the same time in both files`(_ codec: String, _ file: String) async throws {
        let bench = try TrackBench("track-sync-\(codec)")
        let alice = try await bench.peer("alice")
        let sids = try await alice.ask("publish_sync", ["codec": codec])
        try #require(sids.count == 2)
        let (eye, ear) = (
            try bench.export("--track", sids[0], "--duration", "17", bench.path(file)),
            try bench.export("--track", sids[1], "--duration", "17", bench.path("a.ogg"))
        )
        let (seen, heard) = (await eye.outcome(), await ear.outcome())
        let origin = try #require(seen.report["file_results"]?[0]?["started_at"]?.number)
        let flashes = try events(seen, bench.path(file), origin: origin)
        let beeps = try events(heard, bench.path("a.ogg"), origin: origin)
        // A second apart, so that the nearest is the one that belongs to it.
        let offsets = flashes.compactMap { flash in beeps.map { $0 - flash }.min { abs($0) < abs($1) } }
            .filter { abs($0) < 0.5 }.sorted()
        try #require(offsets.count >= 15, "\(flashes) \(beeps)")
        #expect(abs(offsets[offsets.count / 2]) < 0.02, "\(offsets)")
        #expect(offsets.allSatisfy { abs($0) < 0.2 }, "\(offsets)")
        await bench.stop()
    }
}
