// Measures the subjects named as arguments, or all. BENCH_DIR (/dev/shm) holds the media while it runs; the results go
// to Benchmarks/results, or to BENCH_RESULTS.
import Foundation

let environment = ProcessInfo.processInfo.environment
let folder = (environment["BENCH_DIR"] ?? "/dev/shm") + "/sluice-bench-\(ProcessInfo.processInfo.processIdentifier)"
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(atPath: folder) }

let subjects = [
    BenchmarkSubject(name: "hybrid-mp4") { try HybridMP4Subject.run(folder: folder) }
]
let wanted = Set(CommandLine.arguments.dropFirst())
var results: [BenchmarkResult] = []
for subject in subjects where wanted.isEmpty || wanted.contains(subject.name) { results += try subject.run() }
Report.print(results)
let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
try Report.write(results, to: environment["BENCH_RESULTS"] ?? package.appendingPathComponent("results").path)
