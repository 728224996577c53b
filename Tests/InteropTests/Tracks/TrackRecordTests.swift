import Cryptography
import Foundation
import RoomServer
import TestSupport
import Testing

/// `egress-server record --url … --track …`: LiveKit's own client publishes, and libav reads what was written.
@Suite(.serialized, .timeLimit(.minutes(6))) struct TrackRecordTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let codec: String
        let file: String
        let hasTimes: Bool
        var testDescription: String { "\(codec) in \(file)" }
    }

    @Test(arguments: [
        Case(codec: "VP8", file: "a.webm", hasTimes: true), Case(codec: "VP8", file: "a.ivf", hasTimes: true),
        Case(codec: "H264", file: "a.mp4", hasTimes: true), Case(codec: "H264", file: "a.h264", hasTimes: false),
        Case(codec: "VP9", file: "a.webm", hasTimes: true), Case(codec: "AV1", file: "a.ivf", hasTimes: true),
    ])
    func `every picture is there, in order and at its time`(_ test: Case) async throws {
        let bench = try TrackBench("track-\(test.codec)-\(test.file)")
        let alice = try await bench.peer("alice")
        let sid = try await alice.publish("publish_video", ["codec": test.codec])
        let outcome = try await bench.export("--track", sid, "--duration", "4", bench.path(test.file)).outcome()
        #expect(outcome.status == 0, "\(outcome.log)")
        let pictures = try TrackFile(bench.path(test.file)).pictures
        let first = try #require(pictures.first?.counter)
        // 15 a second, and at most a picture more or less at either end.
        #expect((58...62).contains(pictures.count))
        #expect(pictures.map(\.counter) == (0..<pictures.count).map { first + $0 })
        if test.hasTimes, let start = pictures.first?.time, let end = pictures.last?.time {
            let usual = Double(pictures.count - 1) / 15
            #expect(start < 0.001 && abs(end - usual) < 0.15, "\(start) ... \(end)")
            let strays = pictures.enumerated().map { abs($1.time - Double($0) / 15) }
            #expect(strays.allSatisfy { $0 < 0.2 }, "\(strays)")
        }
        await bench.stop()
    }

    @Test func `a mute is silence of its length`() async throws {
        let bench = try TrackBench("track-mute")
        let alice = try await bench.peer("alice")
        let sid = try await alice.publish("publish_audio", ["frequency": 1_000, "dtx": false])
        let server = try bench.export("--track", "alice:microphone", "--duration", "9", bench.path("a.ogg"))
        #expect(await server.waitForLog("export started"))
        try await Task.sleep(for: .seconds(2))
        try await alice.ask("mute", ["sid": sid])
        try await Task.sleep(for: .seconds(3))
        try await alice.ask("unmute", ["sid": sid])
        let outcome = await server.outcome()
        #expect(outcome.status == 0, "\(outcome.log)")
        let file = try TrackFile(bench.path("a.ogg"))
        #expect(abs(file.soundLength - 9) < 0.1)
        let silent = file.tones.count(where: \.isSilent)
        #expect((25...36).contains(silent), "\(file.tones.map(\.level))")
        let heard = file.tones.filter { $0.level > 0.3 }
        #expect(heard.count >= 50 && heard.allSatisfy { abs($0.frequency - 1_000) <= 10 })
        await bench.stop()
    }

    @Test func `the end of the track is the end of the file`() async throws {
        let bench = try TrackBench("track-end")
        let alice = try await bench.peer("alice")
        let sid = try await alice.publish("publish_audio", ["frequency": 440])
        // By a token and the environment alone.
        let server = try EgressServer(
            [
                "record", "--token", try bench.token("anybody").reveal(), "--track", sid, "--json",
                bench.folder.path + "/{publisher_identity}-{track_type}",
            ], environment: ["LIVEKIT_URL": bench.rooms.address])
        #expect(await server.waitForLog("export started"))
        try await Task.sleep(for: .seconds(2))
        try await alice.ask("unpublish", ["sid": sid])
        let outcome = await server.outcome()
        #expect(outcome.status == 0, "\(outcome.log)")
        #expect(outcome.report["details"]?.string == "End reason: Source closed")
        #expect(outcome.report["file_results"]?[0]?["location"]?.string == bench.path("alice-audio.ogg"))
        #expect(try TrackFile(bench.path("alice-audio.ogg")).soundLength > 1.5)
        await bench.stop()
    }

    @Test func `a stop before the track came aborts, and a server that refuses is quoted`() async throws {
        let bench = try TrackBench("track-nobody")
        let server = try bench.export("--track", "bob:camera", bench.path("a.mp4"))
        try await Task.sleep(for: .seconds(1))
        server.signal(SIGTERM)
        let stopped = await server.outcome()
        #expect(stopped.status == 1 && stopped.report["status"]?.string == "EGRESS_ABORTED")
        let refused = try EgressServer(
            ["record", "--url", bench.rooms.address, "--room", "studio", "--track", "TR_a", "--json", "a.ogg"],
            environment: ["LIVEKIT_API_KEY": TrackBench.key, "LIVEKIT_API_SECRET": "a-planted-wrong-secret-of-many-bytes"])
        let outcome = await refused.outcome()
        #expect(outcome.status == 1 && outcome.log.contains("the server refuses the token"))
        #expect(!outcome.log.contains("planted") && !outcome.output.contains("planted"))
        await bench.stop()
    }

    @Test func `what means nothing without a track is refused, and no secret repeated`() async throws {
        for (words, text) in [
            (["--room", "studio", "request.json"], "--room is for a track: say with --track which one"),
            (["--api-secret=planted", "--track", "TR_a"], "unknown option --api-secret;"),
            (["--track", "alice"], "track.track_id alice is no track"),
        ] {
            let outcome = await (try EgressServer(
                ["record"] + words, environment: ["LIVEKIT_URL": "ws://127.0.0.1:1", "LIVEKIT_API_KEY": "k"])).outcome()
            #expect(outcome.status == 2 && outcome.log.contains(text) && !outcome.log.contains("planted"), "\(outcome.log)")
        }
    }

    @Test func `secrets on the command line are gone from the process list`() async throws {
        let bench = try TrackBench("track-arguments")
        let server = try EgressServer([
            "record", "--url", bench.rooms.address, "--api-key", TrackBench.key, "--api-secret", TrackBench.secret, "--room",
            "studio", "--track", "bob:camera", bench.path("a.mp4"),
        ])
        let list = "/proc/\(server.process.processIdentifier)/cmdline"
        try await eventually {
            // Between fork and exec it is the tests' own.
            let line = String(decoding: FileManager.default.contents(atPath: list) ?? Data(), as: UTF8.self)
            return line.contains("--api-secret") && !line.contains("thirty-two")
        }
        let line = String(decoding: FileManager.default.contents(atPath: list) ?? Data(), as: UTF8.self)
        #expect(line.contains("--api-secret") && line.contains("*****") && !line.contains("thirty-two"))
        server.signal(SIGTERM)
        _ = await server.outcome()
        await bench.stop()
    }
}
