import Foundation

/// What a second of recording costs, beside the plain pipeline.
///
/// Both record the same display and sound at the same time, so whatever else the machine does weighs on both alike.
/// Counted are the recorder's own process and gst-launch's; the browser, the display and the sound server are neither's.
enum RecordingSubject {
    static let name = "recording 720p30"
    private static let rounds = 3
    private static let span: UInt32 = 15

    static func run(folder: String) throws -> [BenchmarkResult] {
        let costs = try (0..<rounds).map { _ in try round(folder) }
        // The rounds differ in what the machine was doing, the two of one round do not: the ratio is taken by round.
        let middle = costs.sorted { $0.ours / $0.peer < $1.ours / $1.peer }[rounds / 2]
        return [
            BenchmarkResult(
                subject: name, metric: "processor time of a recorded second", unit: "s/s", ours: middle.ours,
                peer: middle.peer, ratioLimit: 1.05)
        ]
    }

    private static func round(_ folder: String) throws -> (ours: Double, peer: Double) {
        let paths = (ours: "\(folder)/recording.mp4", peer: "\(folder)/plain.mkv")
        defer { for path in [paths.ours, paths.peer] { try? FileManager.default.removeItem(atPath: path) } }
        let recorder = try Recorder(recording: paths.ours, folder: folder)
        let plain = try PlainPipeline(stage: try recorder.stage(), path: paths.peer)
        sleep(2)  // the first second of each is not like the others
        let cost = try cost(recorder.process.processIdentifier, plain.process.processIdentifier)
        plain.end()
        try recorder.end()
        try check(paths.ours)
        try check(paths.peer)
        return cost
    }

    private static func cost(_ ours: Int32, _ peer: Int32) throws -> (ours: Double, peer: Double) {
        let start = ContinuousClock.now
        let before = (try ProcessorTime.total(of: ours), try ProcessorTime.total(of: peer))
        sleep(span)
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let after = (try ProcessorTime.total(of: ours), try ProcessorTime.total(of: peer))
        return ((after.0 - before.0) / seconds, (after.1 - before.1) / seconds)
    }

    /// A pipeline that left out its work would be cheap.
    private static func check(_ path: String) throws {
        let listing = try FFmpeg.run(
            ["-v", "error", "-count_packets", "-show_entries", "stream=nb_read_packets", "-of", "csv=p=0", path],
            program: "ffprobe")
        let counts = String(decoding: listing, as: UTF8.self).split(whereSeparator: \.isNewline).compactMap {
            Double($0.trimmingCharacters(in: ["," as Unicode.Scalar]))
        }
        let seconds = Double(span)
        guard counts.count == 2, counts[0] > seconds * 29, counts[1] > seconds * 43 else {
            throw BenchmarkFailure("\(path) has too few frames, \(counts): is the machine busy with something else?")
        }
    }
}
