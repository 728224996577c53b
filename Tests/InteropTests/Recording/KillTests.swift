import Foundation
import RoomEgress
import TestSupport
import Testing

/// What is left when a recording dies without warning.
@Suite(.serialized, .timeLimit(.minutes(3))) struct KillTests {
    private let bench: RecordingBench

    init() throws { bench = try RecordingBench("kill") }

    /// Five moments; ``KillSoakTests`` has fifty more.
    @Test(arguments: 0..<5)
    func `a kill of the whole process group loses at most two seconds, and recover indexes the rest`(
        seed: Int
    ) async throws {
        try await KillRound(bench: bench, seed: seed).run()
    }

    @Test func `a full disk ends the job with an error that says so, and keeps what was written`() async throws {
        let mount = bench.media.appendingPathComponent("small-disk")
        try FileManager.default.createDirectory(at: mount, withIntermediateDirectories: true)
        let tool = ExternalTool("mount", package: "mount")
        try tool("-t", "tmpfs", "-o", "size=1m", "tmpfs", mount.path)
        defer { _ = try? ExternalTool("umount", package: "mount").run([mount.path]) }
        let outcome = await
            (try bench.record(
                bench.request(RecordingBench.page(), file: "small-disk/full.mp4"), ["--duration", "60"])).outcome()
        #expect(outcome.status != 0)
        let error = outcome.report["error"]?.string ?? ""
        #expect(error.contains("full") && error.contains(mount.path), "\(error)")
        let path = mount.appendingPathComponent("full.mp4").path
        #expect(try Player.complaints(path) == "")
        #expect(try Player.duration(path) > 0.9)
    }
}
