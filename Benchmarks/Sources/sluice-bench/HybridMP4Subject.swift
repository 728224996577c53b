import Foundation
import MediaContainers
import MediaTypes
import RoomEgress

/// Writing hybrid MP4: user time beside `ffmpeg -c copy`, and how long finishing takes.
enum HybridMP4Subject {
    static let name = "hybrid MP4"

    static func run(folder: String) throws -> [BenchmarkResult] {
        try writing(folder) + [
            finishing("finish after 10 minutes", seconds: 600, frameSize: 18_000, goal: 150, folder),
            finishing("finish after 2 hours", seconds: 7200, frameSize: 1000, goal: 1000, folder),
        ]
    }

    /// About a gigabyte a round, five rounds each after one to warm up, alternating with the peer.
    private static func writing(_ folder: String) throws -> [BenchmarkResult] {
        let source = "\(folder)/source.mp4"
        let target = "\(folder)/target.mp4"
        defer { for path in [source, target] { try? FileManager.default.removeItem(atPath: path) } }
        let clip = try EncodedClip(encodingTo: source)
        let repetitions = max(1, 1_000_000_000 / clip.byteCount)
        let gigabytes = Double(clip.byteCount * repetitions) / 1e9
        return try [true, false].map { isIndexed in
            var ours: [Double] = []
            var peer: [Double] = []
            for round in 0...5 {
                let mine = try write(clip, repetitions, to: target, isIndexed: isIndexed) / gigabytes
                let other = try copy(source, repetitions, to: target, isIndexed: isIndexed) / gigabytes
                guard round > 0 else { continue }
                ours.append(mine)
                peer.append(other)
            }
            return BenchmarkResult(
                subject: name, metric: isIndexed ? "user time with the final index" : "user time, fragments only",
                unit: "s/GB", ours: ProcessorTime.median(ours), peer: ProcessorTime.median(peer), goal: 1)
        }
    }

    private static func write(_ clip: EncodedClip, _ count: Int, to path: String, isIndexed: Bool) throws -> Double {
        let start = ProcessorTime.ours()
        var writer = HybridMP4Writer(output: try LocalFile(creating: path), tracks: clip.tracks)
        try clip.repeated(count) { try writer.write($0) }
        if isIndexed { _ = try writer.finish() }
        return ProcessorTime.ours() - start
    }

    private static func copy(_ source: String, _ count: Int, to path: String, isIndexed: Bool) throws -> Double {
        let start = ProcessorTime.children()
        try FFmpeg.run(
            ["-v", "error", "-y", "-stream_loop", "\(count - 1)", "-i", source, "-c", "copy"]
                + (isIndexed ? [] : ["-movflags", "+frag_keyframe+empty_moov"]) + [path])
        return ProcessorTime.children() - start
    }

    /// The wait from the last frame to the finished file, on the disk of `BENCH_DISK` (the temporary folder). What was
    /// written before is flushed first, as it is in a recording that took its real time.
    private static func finishing(
        _ metric: String, seconds: Int64, frameSize: Int, goal: Double, _ folder: String
    ) throws -> BenchmarkResult {
        let disk = ProcessInfo.processInfo.environment["BENCH_DISK"] ?? NSTemporaryDirectory()
        let path = "\(disk)/sluice-finish.mp4"
        defer { try? FileManager.default.removeItem(atPath: path) }
        var rounds: [Double] = []
        for _ in 0..<3 {
            var writer = HybridMP4Writer(output: try LocalFile(creating: path), tracks: SyntheticRecording.tracks)
            try SyntheticRecording.frames(seconds: seconds, frameSize: frameSize) { try writer.write($0) }
            sync()
            let clock = ContinuousClock()
            let start = clock.now
            _ = try writer.finish()
            rounds.append((clock.now - start) / .milliseconds(1))
        }
        return BenchmarkResult(
            subject: name, metric: metric, unit: "ms", ours: ProcessorTime.median(rounds), peer: nil, goal: goal)
    }
}
