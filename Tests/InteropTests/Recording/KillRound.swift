import Foundation
import TestSupport
import Testing

/// One recording that is killed at a random moment, and what must be left of it.
struct KillRound {
    let bench: RecordingBench
    /// Chooses the moment and the options, and names the files.
    let seed: Int

    /// Key frames that are far apart, and frames, must not make a kill cost more.
    private var options: String {
        switch seed % 3 {
        case 0: #"{"preset": "HD_30"}"#
        case 1: #"{"preset": "HD_30", "key_frame_interval": 10}"#
        default: #"{"width": 640, "height": 360, "framerate": 4, "key_frame_interval": 30}"#
        }
    }

    private var name: String { "kill-\(seed).mp4" }
    private var folder: URL { bench.media.appendingPathComponent("round-\(seed)") }
    private var path: String { folder.appendingPathComponent(name).path }

    func run() async throws {
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let recorded = try await recordAndKill()
        let kept = try checkRemains(of: recorded)
        try await checkRecovery(keeping: kept)
    }

    /// Kills the whole process group between 2.5 and 7 s into a recording; answers how many seconds it had then.
    private func recordAndKill() async throws -> Double {
        var random = SeededGenerator(seed: UInt64(seed))
        let server = try bench.record(
            bench.request(RecordingBench.page(), file: "round-\(seed)/\(name)", options: options), wrapper: ["/usr/bin/setsid", "--wait"])
        #expect(await server.waitForLog("recording started"))
        let started = ContinuousClock.now
        try await Task.sleep(for: .milliseconds(Int.random(in: 2500...7000, using: &random)))
        let group = try #require(Self.group(below: server.process.processIdentifier))
        let recorded = (ContinuousClock.now - started) / .seconds(1)
        kill(-group, SIGKILL)
        _ = await server.outcome()
        return recorded
    }

    /// Answers how many seconds are left.
    private func checkRemains(of recorded: Double) throws -> Double {
        #expect(try Player.complaints(path) == "")
        let kept = try Player.duration(path)
        #expect(kept > recorded - 2, "round \(seed): recorded for \(recorded) s, \(kept) s are left")
        #expect(try Player.stream("v", of: path)["codec_name"] == "h264")
        return kept
    }

    private func checkRecovery(keeping kept: Double) async throws {
        let outcome = await (try EgressServer(["recover", folder.path])).outcome()
        #expect(outcome.status == 0 && outcome.output.contains(name), "\(outcome.output)\(outcome.log)")
        _ = try MP4Checker.check(path: path)
        #expect(try Player.complaints(path) == "")
        #expect(abs(try Player.duration(path) - kept) < 0.1)

        // A second look finds nothing to do.
        let again = await (try EgressServer(["recover", folder.path])).outcome()
        #expect(again.status == 0 && !again.output.contains(name), "\(again.output)")
    }

    /// The process group of the recorder, which a wrapper started.
    static func group(below wrapper: Int32) -> pid_t? {
        let children = try? String(contentsOfFile: "/proc/\(wrapper)/task/\(wrapper)/children", encoding: .utf8)
        let child = children?.split(separator: " ").first.flatMap { pid_t($0) }
        let group = getpgid(child ?? wrapper)
        return group > 0 && group != getpgrp() ? group : nil
    }
}
