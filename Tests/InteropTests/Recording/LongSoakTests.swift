import Foundation
import TestSupport
import Testing

/// Ten minutes of a real page: what only time shows. Runs only where `make soak` has set SLUICE_SOAK.
@Suite(
    .serialized, .timeLimit(.minutes(15)),
    .enabled("ten minutes of recording run in `make soak`") { ProcessInfo.processInfo.environment["SLUICE_SOAK"] == "1" })
struct LongSoakTests {
    private let bench: RecordingBench

    init() throws { bench = try RecordingBench("long-soak") }

    @Test func `ten minutes stay in step, cost no more memory at the end, and end at once`() async throws {
        let server = try bench.record(bench.request(RecordingBench.page(), file: "ten-minutes.mp4"))
        try #require(await server.waitForLog("recording started"))
        try await Task.sleep(for: .seconds(60))
        let early = try Self.memory(of: server.process.processIdentifier)
        try await Task.sleep(for: .seconds(540))
        let late = try Self.memory(of: server.process.processIdentifier)
        let asked = ContinuousClock.now
        server.signal(SIGTERM)
        let outcome = await server.outcome()
        print("ten minutes: \(early >> 10) MiB after one, \(late >> 10) MiB at the end; ended \(ContinuousClock.now - asked) after SIGTERM")
        #expect(outcome.status == 0, "\(outcome.log)")
        #expect(late - early < 16 << 10, "\(early) kB after a minute, \(late) kB after ten")
        #expect(try Player.complaints(bench.path("ten-minutes.mp4")) == "")
        try MP4Checker.check(path: bench.path("ten-minutes.mp4"))
        let analysis = try RecordingAnalysis.analyze(path: bench.path("ten-minutes.mp4"))
        let thirds = stride(from: 0.0, to: 600, by: 200).map { start in
            RecordingAnalysis.median(analysis.pairs.filter { start..<(start + 200) ~= $0.flash }.map(\.offset)) ?? 1
        }
        print("ten minutes: \(analysis.missing.count) of \(analysis.frames.count) missing, offsets by thirds \(thirds)")
        #expect(thirds.allSatisfy { abs($0) < 0.025 }, "\(thirds)")
        #expect(Double(analysis.missing.count) < 0.05 * Double(analysis.frames.count))
    }

    /// Resident, in kB.
    private static func memory(of processID: Int32) throws -> Int {
        let text = try String(contentsOfFile: "/proc/\(processID)/status", encoding: .utf8)
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0
    }
}
