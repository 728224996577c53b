import Foundation

/// A table for people and a file for programs.
enum Report {
    static func print(_ results: [BenchmarkResult]) {
        Swift.print("| subject | metric | ours | peer | ratio | goal | |\n|---|---|---|---|---|---|---|")
        for result in results { Swift.print(row(result)) }
    }

    private static func row(_ result: BenchmarkResult) -> String {
        let peer = result.peer.map { "\(number($0)) \(result.unit)" } ?? "–"
        let ratio = result.ratio.map(number) ?? "–"
        let verdict = result.meetsGoal.map { $0 ? "met" : "**missed**" } ?? ""
        return "| \(result.subject) | \(result.metric) | \(number(result.ours)) \(result.unit) | \(peer) | \(ratio) "
            + "| \(goal(result)) | \(verdict) |"
    }

    private static func goal(_ result: BenchmarkResult) -> String {
        if let limit = result.limit { return "≤ \(number(limit)) \(result.unit)" }
        return result.ratioLimit.map { "≤ \(number($0))" } ?? "–"
    }

    private static func number(_ value: Double) -> String { String(format: "%.3f", value) }

    /// A file per subject, so that one measured alone leaves the others' results.
    static func write(_ results: [BenchmarkResult], to folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        for (subject, results) in Dictionary(grouping: results, by: \.subject) {
            let name = subject.replacingOccurrences(of: " ", with: "-")
            try encoder.encode(results).write(to: URL(fileURLWithPath: "\(folder)/\(name).json"))
        }
    }
}
