import Foundation
import MediaContainers
import MediaTypes
import RoomEgress

/// Writing hybrid MP4: user time beside `ffmpeg -c copy`.
enum HybridMP4Subject {
    static let name = "hybrid MP4"

    /// ffmpeg's side includes its reading of the source, which ours is spared; that part is measured beside it. About a gigabyte a round, five rounds each after one to warm up, alternating with the peer.
    static func run(folder: String) throws -> [BenchmarkResult] {
        let source = "\(folder)/source.mp4"
        let target = "\(folder)/target.mp4"
        defer { for path in [source, target] { try? FileManager.default.removeItem(atPath: path) } }
        let clip = try EncodedClip(encodingTo: source)
        let repetitions = max(1, 1_000_000_000 / clip.byteCount)
        let gigabytes = Double(clip.byteCount * repetitions) / 1e9
        let demuxing = ProcessorTime.median(try (0..<3).map { _ in try demux(source, repetitions) / gigabytes })
        let reading = BenchmarkResult(
            subject: name, metric: "user time of ffmpeg's demuxing alone (ffmpeg -c copy -f null)", unit: "s/GB",
            ours: demuxing)
        return try [reading] + [true, false].map { isIndexed in
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
                subject: name, metric: isIndexed ? "user time with the final index; the peer demuxes too" : "user time, fragments only; the peer demuxes too",
                unit: "s/GB", ours: ProcessorTime.median(ours), peer: ProcessorTime.median(peer), ratioLimit: 1)
        }
    }

    private static func write(_ clip: EncodedClip, _ count: Int, to path: String, isIndexed: Bool) throws -> Double {
        let start = ProcessorTime.ours()
        var writer = HybridMP4Writer(output: try LocalFile(creating: path), tracks: clip.tracks)
        try clip.repeated(count) { try writer.write($0) }
        if isIndexed { _ = try writer.finish() }
        return ProcessorTime.ours() - start
    }

    private static func demux(_ source: String, _ count: Int) throws -> Double {
        let start = ProcessorTime.children()
        try FFmpeg.run(["-v", "error", "-stream_loop", "\(count - 1)", "-i", source, "-c", "copy", "-f", "null", "-"])
        return ProcessorTime.children() - start
    }

    private static func copy(_ source: String, _ count: Int, to path: String, isIndexed: Bool) throws -> Double {
        let start = ProcessorTime.children()
        try FFmpeg.run(
            ["-v", "error", "-y", "-stream_loop", "\(count - 1)", "-i", source, "-c", "copy"]
                + (isIndexed ? [] : ["-movflags", "+frag_keyframe+empty_moov"]) + [path])
        return ProcessorTime.children() - start
    }
}
