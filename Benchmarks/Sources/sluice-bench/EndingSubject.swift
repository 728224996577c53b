import Foundation
import MediaContainers
import MediaTypes
import RoomEgress

/// From SIGTERM to the finished file.
///
/// A short real recording gives the part that does not depend on its length: the signal, the end of stream through the
/// encoders, the last fragment. Writing the index is what grows; its time is taken from synthetic recordings of full
/// length and added.
enum EndingSubject {
    static let name = "ending"

    static func run() throws -> [BenchmarkResult] {
        let disk = ProcessInfo.processInfo.environment["BENCH_DISK"] ?? NSTemporaryDirectory()
        let endings = try (0..<5).map { _ in try endRecording(disk) }
        let file = ProcessorTime.median(endings.map(\.file))
        let exit = ProcessorTime.median(endings.map(\.exit))
        let short = try index(seconds: 600, frameSize: 18_000, disk)
        let long = try index(seconds: 7200, frameSize: 1000, disk)
        return [
            result("SIGTERM to finished file, 5 s", file, 150),
            result("SIGTERM to the program's end, 5 s", exit, nil),
            result("index of 10 minutes", short, nil), result("index of 2 hours", long, nil),
            result("SIGTERM to finished file, 10 minutes (computed: 5 s + index)", file + short, 150),
            result("SIGTERM to finished file, 2 hours (computed: 5 s + index)", file + long, 1000),
        ]
    }

    private static func result(_ metric: String, _ milliseconds: Double, _ limit: Double?) -> BenchmarkResult {
        BenchmarkResult(subject: name, metric: metric, unit: "ms", ours: milliseconds, limit: limit)
    }

    /// Milliseconds until the file is an ordinary MP4, and until the program has ended.
    private static func endRecording(_ disk: String) throws -> (file: Double, exit: Double) {
        let path = "\(disk)/sluice-ending.mp4"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let recorder = try Recorder(recording: path, folder: disk)
        sleep(5)
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        guard try isUnfinished(handle) else { throw BenchmarkFailure("\(path) is finished before its end") }
        let start = ContinuousClock.now
        recorder.process.terminate()
        try Waiting.until("the end of \(path)", every: 500) { try !isUnfinished(handle) }
        let file = ContinuousClock.now - start
        try recorder.end()
        return (file / .milliseconds(1), (ContinuousClock.now - start) / .milliseconds(1))
    }

    private static func isUnfinished(_ handle: FileHandle) throws -> Bool {
        try handle.seek(toOffset: 0)
        let start = try handle.read(upToCount: FragmentedMP4Recovery.startLength) ?? Data()
        return FragmentedMP4Recovery.isUnfinished(start: Array(start))
    }

    /// The wait from the last frame to the finished file, on the disk of `BENCH_DISK` (the temporary folder). What was
    /// written before is flushed first, as it is in a recording that took its real time.
    private static func index(seconds: Int64, frameSize: Int, _ disk: String) throws -> Double {
        let path = "\(disk)/sluice-finish.mp4"
        defer { try? FileManager.default.removeItem(atPath: path) }
        var rounds: [Double] = []
        for _ in 0..<3 {
            var writer = HybridMP4Writer(output: try LocalFile(creating: path), tracks: SyntheticRecording.tracks)
            try SyntheticRecording.frames(seconds: seconds, frameSize: frameSize) { try writer.write($0) }
            sync()
            let start = ContinuousClock.now
            _ = try writer.finish()
            rounds.append((ContinuousClock.now - start) / .milliseconds(1))
        }
        return ProcessorTime.median(rounds)
    }
}
