import Foundation
import TestSupport

/// An analysis in words, and what is wrong with it.
struct Report {
    private let analysis: RecordingAnalysis
    private let options: ReportOptions

    init(_ analysis: RecordingAnalysis, options: ReportOptions) {
        self.analysis = analysis
        self.options = options
    }

    private var duration: Double {
        guard let first = analysis.frames.first, let last = analysis.frames.last else { return 0 }
        return last.time - first.time + 1 / options.stepsPerSecond
    }

    /// A moment near the middle of the recording at which the page does not flash.
    var posterTime: Double {
        let middle = (analysis.frames.first?.time ?? 0) + duration / 2
        return analysis.frames.first { $0.time >= middle && !$0.isFlash }?.time ?? middle
    }

    /// Why the recording is not good enough; empty for a good one.
    var complaints: [String] {
        var found: [String] = []
        let readable = analysis.frames.count - analysis.unreadable
        if readable == 0 { return ["no frame shows the test page"] }
        if analysis.unreadable > 0 { found.append("\(analysis.unreadable) frames cannot be read") }
        if analysis.backward > 0 { found.append("\(analysis.backward) frames are out of order") }
        if analysis.missing.count * 10 > readable { found.append("\(analysis.missing.count) values are missing") }
        if let wanted = options.seconds, duration < wanted - 0.5 {
            found.append("it lasts \(seconds(duration)) instead of \(seconds(wanted))")
        }
        if analysis.pairs.isEmpty, duration > 2 { found.append("no flash has its beep") }
        if let worst = analysis.worstOffset, abs(worst) > 0.06 {
            found.append("a beep is \(milliseconds(worst)) from its flash")
        }
        return found + analysis.decoderMessages.map { "the decoder says: \($0)" }
    }

    var text: String {
        var lines = [
            ("picture", "\(analysis.width)x\(analysis.height)"),
            ("frames", "\(analysis.frames.count) in \(seconds(duration))"),
            ("repeated frames", "\(analysis.repeated.count)\(list(analysis.repeated))"),
            ("missing frames", "\(analysis.missing.count)\(list(analysis.missing))"),
            ("steadiness", "no frame more than \(milliseconds(analysis.linearityError)) off the beat"),
            ("sound", "\(analysis.beeps.count) beeps, tones heard: \(tones)"),
        ]
        if let median = analysis.medianOffset, let worst = analysis.worstOffset {
            let offset = "median \(milliseconds(median)), worst \(milliseconds(worst)) (positive: sound late)"
            lines.append(("A/V offset", offset))
        }
        if let cpu = options.cpuSeconds {
            let each = String(format: "%.2f", cpu / max(duration, 0.001))
            lines.append(("CPU used", "\(seconds(cpu)), \(each) s per recorded second, browser included"))
        }
        return lines.map { "  \($0.0.padding(toLength: 17, withPad: " ", startingAt: 0))\($0.1)" }
            .joined(separator: "\n")
    }

    private struct Summary: Encodable {
        var frames: Int
        var duration: Double
        var repeated: [Int]
        var missing: [Int]
        var unreadable: Int
        var linearityError: Double
        var offsets: [Double]
        var medianOffset: Double?
        var worstOffset: Double?
        var tonesHeard: [Double]
        var complaints: [String]
    }

    func json() throws -> String {
        let summary = Summary(
            frames: analysis.frames.count, duration: duration, repeated: analysis.repeated, missing: analysis.missing,
            unreadable: analysis.unreadable, linearityError: analysis.linearityError,
            offsets: analysis.pairs.map(\.offset), medianOffset: analysis.medianOffset,
            worstOffset: analysis.worstOffset, tonesHeard: analysis.tonesHeard, complaints: complaints)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return String(decoding: try encoder.encode(summary), as: UTF8.self)
    }

    private var tones: String {
        analysis.tonesHeard.isEmpty ? "none" : analysis.tonesHeard.map { "\(Int($0)) Hz" }.joined(separator: ", ")
    }

    private func list(_ values: [Int]) -> String {
        guard !values.isEmpty else { return "" }
        let shown = values.prefix(8).map(String.init).joined(separator: ", ")
        return " (\(shown)\(values.count > 8 ? ", ..." : ""))"
    }

    private func seconds(_ value: Double) -> String { String(format: "%.2f s", value) }
    private func milliseconds(_ value: Double) -> String { String(format: "%+.1f ms", value * 1_000) }
}
