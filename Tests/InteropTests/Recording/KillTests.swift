import Foundation
import RoomEgress
import TestSupport
import Testing

/// What is left when a recording dies without warning.
@Suite(.serialized, .timeLimit(.minutes(3))) struct KillTests {
    private let bench: RecordingBench

    init() throws { bench = try RecordingBench("kill") }

    /// Five moments in the suite, fifty in `make soak`.
    private static let rounds = ProcessInfo.processInfo.environment["SLUICE_SOAK"] == "1" ? 50 : 5

    @Test(arguments: 0..<rounds)
    func `a kill of the whole process group loses at most two seconds, and recover indexes the rest`(
        round: Int
    ) async throws {
        var random = SeededGenerator(seed: UInt64(round))
        let name = "kill-\(round).mp4"
        let folder = bench.media.appendingPathComponent("round-\(round)")
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appendingPathComponent(name).path

        let server = try bench.record(
            bench.request(RecordingBench.page(), file: "round-\(round)/\(name)"), wrapper: ["/usr/bin/setsid", "--wait"])
        #expect(await server.waitForLog("recording started"))
        let started = ContinuousClock.now
        try await Task.sleep(for: .milliseconds(Int.random(in: 2500...7000, using: &random)))
        let group = try #require(Self.group(below: server.process.processIdentifier))
        let recorded = (ContinuousClock.now - started) / .seconds(1)
        kill(-group, SIGKILL)
        _ = await server.outcome()

        #expect(try Player.complaints(path) == "")
        let kept = try Player.duration(path)
        #expect(kept > recorded - 2, "recorded for \(recorded) s, \(kept) s are left")
        #expect(try Player.stream("v", of: path)["codec_name"] == "h264")

        let recovery = try EgressServer(["recover", folder.path])
        let outcome = await recovery.outcome()
        #expect(outcome.status == 0 && outcome.output.contains(name), "\(outcome.output)\(outcome.log)")
        _ = try MP4Checker.check(path: path)
        #expect(try Player.complaints(path) == "")
        #expect(abs(try Player.duration(path) - kept) < 0.1)

        // A second look finds nothing to do.
        let again = await (try EgressServer(["recover", folder.path])).outcome()
        #expect(again.status == 0 && !again.output.contains(name), "\(again.output)")
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

    /// The process group of the recorder, which a wrapper started.
    private static func group(below wrapper: Int32) -> pid_t? {
        let children = try? String(contentsOfFile: "/proc/\(wrapper)/task/\(wrapper)/children", encoding: .utf8)
        let child = children?.split(separator: " ").first.flatMap { pid_t($0) }
        let group = getpgid(child ?? wrapper)
        return group > 0 && group != getpgrp() ? group : nil
    }
}
