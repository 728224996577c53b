// Measures the subjects named as arguments, or all. BENCH_DIR (/dev/shm) holds the media while it runs; the results go
// to Benchmarks/results, or to BENCH_RESULTS.
import Foundation

let children = [RoomReport.argument: RoomChild.run, StorageReport.argument: StorageChild.run]
if let child = CommandLine.arguments.dropFirst().first.flatMap({ children[$0] }) {
    do { try child(Array(CommandLine.arguments.dropFirst(2))) } catch {
        FileHandle.standardError.write(Data("\(error)\n".utf8))
        exit(1)
    }
    exit(0)
}
let environment = ProcessInfo.processInfo.environment
let folder = (environment["BENCH_DIR"] ?? "/dev/shm") + "/sluice-bench-\(ProcessInfo.processInfo.processIdentifier)"

let subjects = [
    BenchmarkSubject(name: "memory") { try MemorySubject.run(folder: folder) },
    BenchmarkSubject(name: "recording") { try RecordingSubject.run(folder: folder) },
    BenchmarkSubject(name: "ending") { try EndingSubject.run() },
    BenchmarkSubject(name: "protobuf") { try ProtobufSubject.run(folder: folder) },
    BenchmarkSubject(name: "service") { try ServiceSubject.run(folder: folder) },
    BenchmarkSubject(name: "service-bus") { try ServiceBusSubject.run() },
    BenchmarkSubject(name: "rtp-receive") { try RTPReceiveSubject.run() },
    BenchmarkSubject(name: "srtp") { try SRTPSubject.run() },
    BenchmarkSubject(name: "transport") { try TransportSubject.run() },
    BenchmarkSubject(name: "room") { try RoomSubject.run(folder: folder) },
    BenchmarkSubject(name: "storage") { try StorageSubject.run(folder: folder) },
    BenchmarkSubject(name: "hybrid-mp4") { try HybridMP4Subject.run(folder: folder) },
]
let wanted = Set(CommandLine.arguments.dropFirst())
if let unknown = wanted.subtracting(subjects.map(\.name)).sorted().first {
    print("no subject \(unknown); there are \(subjects.map(\.name).joined(separator: ", "))")
    exit(64)
}
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
var results: [BenchmarkResult] = []
var hasFailed = false
for subject in subjects where wanted.isEmpty || wanted.contains(subject.name) {
    do { results += try subject.run() } catch {
        FileHandle.standardError.write(Data("\(subject.name): \(error)\n".utf8))
        hasFailed = true
    }
}
try? FileManager.default.removeItem(atPath: folder)
Report.print(results)
let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
try Report.write(results, to: environment["BENCH_RESULTS"] ?? package.appendingPathComponent("results").path)
if hasFailed { exit(1) }
