import Foundation

/// Rooms: what recording a camera with its microphone costs, how soon it begins, how many of them one process takes, and
/// what forwarding to fifty costs. Server and recorders are processes of their own; the publisher is in this one.
enum RoomSubject {
    private static let name = "room"
    private static let seconds = 20.0
    private static let listeners = 50
    private static let starts = 9
    /// What was measured of LiveKit's egress on a machine like this, in cores, for the video track alone.
    private static let referenceLoad = 0.052

    /// How many pairs one process records; `BENCH_ROOM_PAIRS` for slower machines.
    private static var pairs: Int {
        max(2, ProcessInfo.processInfo.environment["BENCH_ROOM_PAIRS"].flatMap { Int($0) } ?? 200)
    }

    static func run(folder: String) throws -> [BenchmarkResult] {
        let server = try RoomChildProcess(["server"])
        let address = server.report.address
        let publisher = try Waiting.forTask { try await RoomPublisher(joining: address) }
        let results = Result {
            try begins(address, folder) + records(address, folder) + forwards(server)
        }
        try Waiting.forTask { await publisher.leave() }
        _ = try server.end()
        return try results.get()
    }

    // MARK: - Beginning

    private static func begins(_ address: String, _ folder: String) throws -> [BenchmarkResult] {
        let recorder = try RoomChildProcess(["joins", address, try files(folder, "joins"), "\(starts)"])
        _ = try recorder.end()
        return [
            result("from joining to the first picture written", "ms", ProcessorTime.median(recorder.report.pictureStarts), limit: 300),
            result("from joining to the first sound written", "ms", ProcessorTime.median(recorder.report.soundStarts), limit: 300),
        ]
    }

    // MARK: - Recording

    private struct Recording {
        var load = 0.0
        var megabytes = 0.0
        var report = RoomReport()
    }

    private static func records(_ address: String, _ folder: String) throws -> [BenchmarkResult] {
        let one = try record(1, address, folder)
        let many = try record(pairs, address, folder)
        return [
            result(
                "recording a pair of 720p at 1.5 Mbit/s and Opus, of a core; the peer is LiveKit's egress as published, "
                    + "the picture alone", "core", one.load, peer: referenceLoad, limit: 0.01),
            result("recording \(pairs) pairs in one process, of a core", "core", many.load, limit: 1),
            result(
                "recording \(pairs) pairs, frames and packets of \(one.report.frames + many.report.frames) that are missing",
                "", Double(one.report.missing + many.report.missing), limit: 0),
            result(
                "memory of each pair beyond the first", "MB", (many.megabytes - one.megabytes) / Double(pairs - 1), limit: 2),
        ]
    }

    private static func record(_ pairs: Int, _ address: String, _ folder: String) throws -> Recording {
        let files = try files(folder, "pairs-\(pairs)")
        let recorder = try RoomChildProcess(["recorder", address, files, "\(pairs)"])
        var recording = Recording()
        recording.load = try recorder.load(for: seconds)
        recording.megabytes = try recorder.residentMegabytes()
        recording.report = try recorder.end()
        try FileManager.default.removeItem(atPath: files)
        return recording
    }

    // MARK: - Forwarding

    private static func forwards(_ server: RoomChildProcess) throws -> [BenchmarkResult] {
        let audience = try RoomChildProcess(["listeners", server.report.address, "\(listeners)"])
        let start = ContinuousClock.now
        let load = try server.load(for: seconds)
        let report = try audience.end()
        let rate = Double(report.packets) / ((ContinuousClock.now - start) / .seconds(1))
        return [
            result(
                "forwarding 1.5 Mbit/s to \(listeners), of a core; the peer only calls sendto and recvfrom for as many packets",
                "core", load, peer: try plainLoad(packetsPerSecond: rate), limit: 1),
            result(
                "forwarding to \(listeners), packets of \(report.packets) lost", "", Double(report.lost), limit: 0),
        ]
    }

    /// What the kernel alone takes for as many packets of the same size, each received once and sent to all.
    private static func plainLoad(packetsPerSecond: Double) throws -> Double {
        let (send, receive) = try PlainSockets(count: listeners).measure(rounds: 120, size: 1_200, burst: 6)
        return packetsPerSecond * (send + receive / Double(listeners)) / 1e6
    }

    // MARK: - Results

    private static func files(_ folder: String, _ name: String) throws -> String {
        let path = "\(folder)/\(name)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    private static func result(
        _ metric: String, _ unit: String, _ ours: Double, peer: Double? = nil, limit: Double
    ) -> BenchmarkResult {
        BenchmarkResult(subject: name, metric: metric, unit: unit, ours: ours, peer: peer, limit: limit)
    }
}
