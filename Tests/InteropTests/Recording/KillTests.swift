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

    @Test func `nothing of a killed recorder runs on, and the next start removes its folder`() async throws {
        let server = try bench.record(
            bench.request(RecordingBench.page(), file: "orphans.mp4"), wrapper: ["/usr/bin/setsid", "--wait"])
        #expect(await server.waitForLog("recording started"))
        for name in ["chromium", "Xvfb", "pulseaudio"] { #expect(bench.programs.contains { $0.contains(name) }, "\(name)") }
        let group = try #require(KillRound.group(below: server.process.processIdentifier))
        kill(-group, SIGKILL)
        _ = await server.outcome()
        while !bench.programs.isEmpty { try await Task.sleep(for: .milliseconds(20)) }  // until the suite's time limit
        #expect(bench.leftovers.contains { $0.hasPrefix("job-") })

        let next = try bench.record(bench.request(RecordingBench.page(), file: "after.mp4"), ["--duration", "1"])
        let outcome = await next.outcome()
        #expect(outcome.status == 0, "\(outcome.log)")
        #expect(!bench.leftovers.contains { $0.hasPrefix("job-") })
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
        #expect(error.contains("the disk is full: cannot write more to \(mount.path)/full.mp4; free some space"), "\(error)")
        let path = mount.appendingPathComponent("full.mp4").path
        #expect(try Player.complaints(path) == "")
        #expect(try Player.duration(path) > 0.9)
    }
}
