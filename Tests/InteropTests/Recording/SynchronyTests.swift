import Foundation
import TestSupport
import Testing

/// What a recording shows and sounds like, by an independent decoder: every picture at its time, sound in step.
@Suite(.serialized, .timeLimit(.minutes(3))) struct SynchronyTests {
    private let bench: RecordingBench

    init() throws { bench = try RecordingBench("synchrony") }

    private struct Variant: CustomTestStringConvertible {
        let name: String
        let options: String
        let fps: Int
        var testDescription: String { name }
    }

    private static let variants = [
        Variant(name: "720p30", options: #"{"preset": "HD_30"}"#, fps: 30),
        Variant(name: "720p60", options: #"{"preset": "HD_60"}"#, fps: 60),
        Variant(name: "portrait", options: #"{"preset": "PORTRAIT_H264_720P_30"}"#, fps: 30),
    ]

    private func record(
        _ variant: Variant, run: Int, tone: Int = 1000, seconds: Int = 7
    ) async throws -> RecordingAnalysis {
        let file = "\(variant.name)-\(run)-\(tone).mp4"
        let page = RecordingBench.page("fps=\(variant.fps)&tone=\(tone)&phase=\(run * 7 + 3)")
        let server = try bench.record(
            bench.request(page, file: file, options: variant.options), ["--duration", "\(seconds)"])
        let outcome = await server.outcome()
        try #require(outcome.status == 0, "\(outcome.log)")
        return try RecordingAnalysis.analyze(
            path: bench.path(file), page: .init(stepsPerSecond: Double(variant.fps), tone: Double(tone)))
    }

    @Test(arguments: variants)
    private func `flash and beep stay together, and no counter value is lost`(variant: Variant) async throws {
        var medians: [Double] = []
        for run in 0..<3 {
            let analysis = try await record(variant, run: run)
            #expect(analysis.decoderMessages.isEmpty)
            #expect(analysis.frames.count == 7 * variant.fps)
            #expect(analysis.backward == 0 && analysis.unreadable == 0)
            let lost = analysis.missing.count + analysis.repeated.count
            #expect(lost <= variant.fps / 5, "missing \(analysis.missing), repeated \(analysis.repeated)")
            #expect(analysis.pairs.count >= 6, "\(analysis.pairs)")
            let worst = try #require(analysis.worstOffset)
            #expect(abs(worst) < 0.040, "offsets \(analysis.pairs.map(\.offset))")
            medians.append(try #require(analysis.medianOffset))
        }
        let median = medians.sorted()[1]
        #expect(abs(median) < 0.020, "medians \(medians)")
    }

    @Test func `two jobs at once neither hear nor see each other`() async throws {
        async let first = record(Self.variants[0], run: 10, tone: 1000)
        async let second = record(Self.variants[2], run: 11, tone: 2500)
        let (one, two) = try await (first, second)
        #expect(one.tonesHeard == [1000] && two.tonesHeard == [2500], "\(one.tonesHeard) \(two.tonesHeard)")
        #expect(one.unreadable == 0 && two.unreadable == 0)
        for analysis in [one, two] {
            #expect(abs(try #require(analysis.medianOffset)) < 0.020, "offsets \(analysis.pairs.map(\.offset))")
            #expect(abs(try #require(analysis.worstOffset)) < 0.040, "offsets \(analysis.pairs.map(\.offset))")
        }
    }
}
