import Foundation
import TestSupport
import Testing

/// `egress-server record` as a user runs it, on a real browser.
@Suite(.serialized, .timeLimit(.minutes(3))) struct RecordCommandTests {
    private let bench: RecordingBench

    init() throws { bench = try RecordingBench("record") }

    /// The file decodes without a word, has picture and sound, and is an ordinary MP4.
    private func expectComplete(_ name: String, atLeast seconds: Double = 0.5) throws {
        let path = bench.path(name)
        #expect(try Player.complaints(path) == "")
        #expect(try Player.duration(path) >= seconds)
        #expect(try Player.stream("v", of: path)["codec_name"] == "h264")
        #expect(try Player.stream("a", of: path)["codec_name"] == "aac")
        _ = try MP4Checker.check(path: path)
    }

    @Test func `records a page for the duration asked for and reports it as JSON`() async throws {
        let server = try bench.record(
            bench.request(RecordingBench.page(), file: "duration.mp4"), ["--duration", "3"])
        let outcome = await server.outcome()
        try #require(outcome.status == 0, "\(outcome.log)")
        try expectComplete("duration.mp4", atLeast: 2.9)
        let video = try Player.stream("v", of: bench.path("duration.mp4"))
        #expect(video["width"] == "1280" && video["height"] == "720" && video["profile"] == "Main")

        let report = outcome.report
        #expect(report["status"]?.string == "EGRESS_COMPLETE")
        // A busy machine may cost frames, but never unnoticed.
        let (frames, dropped) = (report["frames"]?.number ?? 0, report["dropped_frames"]?.number ?? 0)
        #expect(video["nb_frames"] == "\(Int(frames))" && frames <= 91 && frames + dropped >= 89)
        let file = try #require(report["file_results"]?[0])
        #expect(file["location"]?.string == bench.path("duration.mp4"))
        let size = try FileManager.default.attributesOfItem(atPath: bench.path("duration.mp4"))[.size] as? Int
        #expect(file["size"]?.number == size.map(Double.init))
        #expect(abs((file["duration"]?.number ?? 0) / 1e9 - 3) < 0.05)
        #expect((file["started_at"]?.number ?? 0) < (file["ended_at"]?.number ?? 0))
        #expect(bench.leftovers.isEmpty)
        // Nothing but log lines where there is no terminal.
        #expect(outcome.log.split(separator: "\n").allSatisfy { $0.hasPrefix("20") }, "\(outcome.log)")
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGQUIT])
    func `ends well on a signal`(number: Int32) async throws {
        let name = "signal-\(number).mp4"
        let server = try bench.record(bench.request(RecordingBench.page(), file: name))
        #expect(await server.waitForLog("recording started"))
        try await Task.sleep(for: .seconds(1))  // something to record
        server.signal(number)
        let outcome = await server.outcome()
        #expect(outcome.status == 0, "\(outcome.log)")
        try expectComplete(name)
    }

    @Test func `starts and ends when the page says so`() async throws {
        let server = try bench.record(
            bench.request(
                RecordingBench.page("signals=1&start=1&seconds=2"), file: "contract.mp4",
                more: #", "await_start_signal": true"#))
        let outcome = await server.outcome()
        #expect(outcome.status == 0, "\(outcome.log)")
        try expectComplete("contract.mp4", atLeast: 1.5)
        #expect(try Player.duration(bench.path("contract.mp4")) < 2.5)
        #expect(outcome.report["details"]?.string == "End reason: Source closed")
    }

    @Test func `ends well when the browser ends`() async throws {
        let server = try bench.record(bench.request(RecordingBench.page(), file: "closed.mp4"))
        #expect(await server.waitForLog("recording started"))
        try await Task.sleep(for: .seconds(1))  // something to record
        try bench.signalBrowser(SIGTERM) { !$0.contains("--type=") }
        let outcome = await server.outcome()
        #expect(outcome.status == 0, "\(outcome.log)")
        #expect(outcome.report["details"]?.string == "End reason: Browser closed")
        try expectComplete("closed.mp4")
    }

    @Test func `ending before the start signal aborts, and leaves no file`() async throws {
        let server = try bench.record(
            bench.request(RecordingBench.page(), file: "aborted.mp4", more: #", "await_start_signal": true"#),
            config: bench.configuration("log_level: debug"))
        #expect(await server.waitForLog("page ready"))
        server.signal(SIGINT)
        let outcome = await server.outcome()
        #expect(outcome.status != 0)
        #expect(outcome.report["error"]?.string == "Recording aborted")
        #expect(outcome.report["status"]?.string == "EGRESS_ABORTED")
        #expect(!FileManager.default.fileExists(atPath: bench.path("aborted.mp4")))
        #expect(bench.leftovers.isEmpty)
    }

    @Test func `a start signal that does not come in time is an error with the page's words and picture`() async throws {
        let page = "data:text/html,<h1>waiting</h1><script>console.log('never-START_RECORDING')</script>"
        let outcome = await
            (try bench.record(
                bench.request(page, file: "silent.mp4", more: #", "await_start_signal": true"#),
                config: bench.configuration("start_signal_timeout: 1s"))).outcome()
        #expect(outcome.status != 0)
        let error = outcome.report["error"]?.string ?? ""
        #expect(error.contains("start signal failed") && error.contains("start_signal_timeout"))
        #expect(error.contains("never-START_RECORDING"))
        let picture = try #require(error.components(separatedBy: "screenshot: ").dropFirst().first)
        #expect(FileManager.default.contents(atPath: picture)?.starts(with: [0x89, 0x50, 0x4e, 0x47]) == true)
    }

    @Test func `takes configuration and request from the environment alone`() async throws {
        let server = try EgressServer(
            ["--duration", "1", "--json"],
            environment: [
                "LIVEKIT_RECORDER_CONFIG": bench.configuration(),
                "RECORDING_REQUEST": bench.request(RecordingBench.page(), file: "environment.mp4"),
            ])
        let outcome = await server.outcome()
        #expect(outcome.status == 0, "\(outcome.log)")
        try expectComplete("environment.mp4")
    }

    @Test func `takes the configuration from the egress service's variables`() async throws {
        let file = bench.path("config.yaml")
        try bench.configuration().write(toFile: file, atomically: true, encoding: .utf8)
        for (key, value) in [("EGRESS_CONFIG_FILE", file), ("EGRESS_CONFIG_BODY", bench.configuration())] {
            let server = try EgressServer(
                ["record", "--duration", "1", "--json"],
                environment: [key: value, "RECORDING_REQUEST": bench.request(RecordingBench.page(), file: "\(key).mp4")])
            let outcome = await server.outcome()
            #expect(outcome.status == 0, "\(outcome.log)")
        }
    }

    @Test func `works as process 1 of a container`() async throws {
        let server = try bench.record(
            bench.request(RecordingBench.page(), file: "init.mp4"), ["--duration", "2"],
            wrapper: ["/usr/bin/unshare", "--pid", "--fork", "--mount-proc"])
        let outcome = await server.outcome()
        #expect(outcome.status == 0, "\(outcome.log)")
        try expectComplete("init.mp4", atLeast: 1.9)
    }

    @Test func `process 1 passes a signal on and reports the recording's status`() async throws {
        let server = try bench.record(
            bench.request(RecordingBench.page(), file: "init-signal.mp4"),
            wrapper: ["/usr/bin/unshare", "--pid", "--fork", "--mount-proc", "--kill-child=SIGTERM"])
        #expect(await server.waitForLog("recording started"))
        try await Task.sleep(for: .seconds(1))  // something to record
        let inner = try #require(Self.child(of: server.process.processIdentifier))
        kill(inner, SIGTERM)
        let outcome = await server.outcome()
        #expect(outcome.status == 0, "\(outcome.log)")
        try expectComplete("init-signal.mp4")
    }

    @Test func `no argument of any process holds the address, and no log line its token`() async throws {
        let server = try bench.record(
            bench.request(RecordingBench.page("token=s3cr3t-t0ken-value"), file: "secret.mp4"),
            config: bench.configuration("log_level: debug"))
        #expect(await server.waitForLog("recording started"))
        let lines = Self.commandLines().filter { !$0.contains("--request-body") }
        #expect(lines.contains { $0.contains("--remote-debugging-pipe") })
        #expect(!lines.contains { $0.contains("counter.html") })
        server.signal(SIGINT)
        let outcome = await server.outcome()
        #expect(outcome.log.contains("launching chrome") && outcome.log.contains("counter.html"))
        #expect(!(outcome.log + outcome.output).contains("s3cr3t-t0ken-value"))
    }

    @Test func `shows a status line on a terminal`() async throws {
        let command = [
            EgressServer.executable.path, "record", "--config-body", bench.configuration(), "--request-body",
            bench.request(RecordingBench.page(), file: "terminal.mp4"), "--duration", "3",
        ].map { "'\($0)'" }.joined(separator: " ")
        let result = try ExternalTool("script", package: "bsdutils").run(["-qec", command, "/dev/null"])
        let text = String(decoding: result.output, as: UTF8.self)
        #expect(result.status == 0, "\(text)")
        #expect(text.contains("fps") && text.contains("dropped") && text.contains("kbit/s"), "\(text)")
        let summary = text.split(whereSeparator: \.isNewline).suffix(2)
        // Behind what clears the status line.
        #expect(summary.first?.contains("\(bench.path("terminal.mp4")): 3.0 s, ") == true, "\(summary)")
        #expect(summary.last?.hasSuffix(" dropped; EGRESS_COMPLETE") == true, "\(summary)")
    }

    @Test func `the health port tells the state`() async throws {
        let port = try ServerProcess.freePort()
        func state() throws -> String {
            let body = try ExternalTool("curl", package: "curl")("-s", "http://127.0.0.1:\(port)/any/path")
            return String(decoding: body, as: UTF8.self)
        }
        let server = try bench.record(
            bench.request(
                RecordingBench.page("signals=1&start=4"), file: "health.mp4", options: #"{"preset": "HD_30", "depth": 16}"#,
                more: #", "await_start_signal": true"#),
            config: bench.configuration("health_port: \(port)", "log_level: debug"))
        #expect(await server.waitForLog("page ready"))
        #expect(try state() == "starting")
        #expect(await server.waitForLog("recording started"))
        #expect(try state() == "recording")
        // While its display stands still a recording cannot end.
        let display = try #require(bench.programIDs.first { Self.commandLine($0).contains("Xvfb") })
        kill(display, SIGSTOP)
        server.signal(SIGINT)
        #expect(await server.waitForLog("recording ends"))
        #expect(try state() == "stopping")
        kill(display, SIGCONT)
        let outcome = await server.outcome()
        #expect(outcome.status == 0, "\(outcome.log)")
    }

    @Test func `the options of a request reach the file`() async throws {
        let options = """
            {"width": "400", "height": 302, "depth": 16, "framerate": 20, "video_bitrate": 300, "profile": "baseline",
             "key_frame_interval": 0.5, "audio_frequency": 48000, "audio_bitrate": 64}
            """
        let outcome = await
            (try bench.record(
                bench.request(RecordingBench.page("fps=20"), file: "options.mp4", options: options), ["--duration", "3"])
            ).outcome()
        try #require(outcome.status == 0, "\(outcome.log)")
        let path = bench.path("options.mp4")
        let video = try Player.stream("v", of: path)
        #expect(video["width"] == "400" && video["height"] == "302" && video["profile"] == "Constrained Baseline")
        let (frames, dropped) = (outcome.report["frames"]?.number ?? 0, outcome.report["dropped_frames"]?.number ?? 0)
        #expect(video["nb_frames"] == "\(Int(frames))" && abs(frames + dropped - 60) <= 1)
        let audio = try Player.stream("a", of: path)
        #expect(audio["codec_name"] == "aac" && audio["sample_rate"] == "48000")
        let text = try ExternalTool.ffprobe(
            "-v", "error", "-select_streams", "v", "-show_entries", "packet=pts_time,flags", "-of", "csv=p=0", path)
        let keys = String(decoding: text, as: UTF8.self).split(separator: "\n").filter { $0.contains("K") }
            .compactMap { $0.split(separator: ",").first.flatMap { Double($0) } }
        #expect(keys.count >= 4 && zip(keys, keys.dropFirst()).allSatisfy { $1 - $0 < 0.8 }, "\(keys)")
    }

    @Test func `Opus and the high profile reach the file`() async throws {
        let options = #"{"width": 400, "height": 300, "framerate": 20, "profile": "high", "audio_codec": "OPUS", "audio_quality": 3}"#
        let outcome = await
            (try bench.record(
                bench.request(RecordingBench.page("fps=20"), file: "opus.mp4", options: options), ["--duration", "2"])
            ).outcome()
        try #require(outcome.status == 0, "\(outcome.log)")
        #expect(try Player.complaints(bench.path("opus.mp4")) == "")
        #expect(try Player.stream("v", of: bench.path("opus.mp4"))["profile"] == "High")
        let audio = try Player.stream("a", of: bench.path("opus.mp4"))
        #expect(audio["codec_name"] == "opus" && audio["sample_rate"] == "48000")
    }

    private static func commandLine(_ processID: Int32) -> String {
        FileManager.default.contents(atPath: "/proc/\(processID)/cmdline").map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    private static func commandLines() -> [String] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.filter { Int32($0) != nil }.compactMap {
            FileManager.default.contents(atPath: "/proc/\($0)/cmdline").map { String(decoding: $0, as: UTF8.self) }
        }
    }

    private static func child(of parent: Int32) -> Int32? {
        let text = try? String(contentsOfFile: "/proc/\(parent)/task/\(parent)/children", encoding: .utf8)
        return text?.split(separator: " ").first.flatMap { Int32($0) }
    }
}
