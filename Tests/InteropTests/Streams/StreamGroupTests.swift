import Foundation
import GStreamerRuntime
import MediaTypes
import RoomEgress
import Synchronization
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(2))) struct StreamGroupTests {
    private static var quickPolicy: StreamPolicy {
        var policy = StreamPolicy()
        policy.firstDelay = .milliseconds(100)
        policy.longestDelay = .milliseconds(500)
        policy.stallLimit = .seconds(2)
        return policy
    }

    /// Issue 2, "must hold" 4.
    @Test func `a healthy stream is complete while others refuse and die`() async throws {
        let healthy = try await NginxServer(port: ServerProcess.freePort())
        let mortal = try await NginxServer(port: ServerProcess.freePort())
        let closedPort = try ServerProcess.freePort()
        let source = try LiveSource()
        let group = try StreamGroup(tracks: try await source.start(), policy: Self.quickPolicy)
        try group.add(StreamURL(healthy.url("healthy-stream-key")))
        try group.add(StreamURL(mortal.url("mortal-stream-key")))
        try group.add(StreamURL("rtmp://127.0.0.1:\(closedPort)/live/refused-stream-key"))
        source.feed(group)
        await healthy.waitForPublication()
        await mortal.waitForPublication()
        await source.waitForFrames(45)
        mortal.process.kill()
        let reborn = try await NginxServer(port: mortal.port)
        await reborn.waitForPublication()
        await source.waitForFrames(45)
        source.stop()
        let results = await group.finish()
        await healthy.waitForEnd()

        let recording = try RecordedStream(try #require(healthy.recordings.first))
        try recording.expectComplete(source.offered)
        try #expect(healthy.recordings.count == 1)
        let second = try RecordedStream(try #require(reborn.recordings.first))
        try second.expectComplete(source.offered)

        #expect(results.map(\.status) == [.finished, .finished, .failed])
        #expect(results.map(\.url).map { $0.suffix(11) } == ["{hea...key}", "{mor...key}", "{ref...key}"])
        #expect(results[0].retries == 0 && results[0].droppedFrames == 0 && results[0].error == nil)
        #expect(results[0].bytes > 10_000 && results[0].duration > .seconds(2))
        #expect(results[1].retries >= 1 && results[1].error == nil)
        #expect(results[2].retries >= 1 && results[2].startedAt == nil)
        #expect(results[2].error?.contains("Connection refused") == true)
    }

    @Test func `destinations come and go while frames flow`() async throws {
        let server = try await NginxServer(port: ServerProcess.freePort())
        let source = try LiveSource()
        let group = try StreamGroup(tracks: try await source.start(), policy: Self.quickPolicy)
        try group.add(StreamURL(server.url("first")))
        source.feed(group)
        await server.waitForPublication()
        try group.add(StreamURL(server.url("second")))
        await server.waitForPublication(2)
        await source.waitForFrames(35)
        let removed = try await group.remove(StreamURL(server.url("first") + " live=1"))
        #expect(removed.status == .finished && removed.duration > .zero)
        await #expect(throws: StreamError.notFound(url: "rtmp://127.0.0.1:\(server.port)/live/{f...t}")) {
            try await group.remove(StreamURL(server.url("first")))
        }
        await source.waitForFrames(20)
        source.stop()
        #expect(await group.finish().map(\.status) == [.finished, .finished])
        #expect(throws: StreamError.alreadyEnded) { try group.add(StreamURL(server.url("third"))) }
        await server.waitForEnd(2)
        for recording in try server.recordings { #expect(try RecordedStream(recording).video.count >= 20) }
    }

    @Test func `stalled destinations neither slow the others nor grow`() async throws {
        let healthy = try await NginxServer(port: ServerProcess.freePort())
        let frozen = try await NginxServer(port: ServerProcess.freePort())
        let silent = try SilentListener()
        var policy = Self.quickPolicy
        policy.queueBytes = 1 << 20
        let source = try LiveSource(noisy: true)
        let wedged = LineLog()
        let group = try StreamGroup(tracks: try await source.start(), policy: policy) { result in
            if let error = result.error { wedged.append("\(result.url) \(error)") }
        }
        try group.add(StreamURL(healthy.url("healthy-stream-key")))
        try group.add(StreamURL(frozen.url("frozen-stream-key")))
        try group.add(StreamURL("rtmp://127.0.0.1:\(silent.port)/live/silent-stream-key"))
        source.feed(group)
        await healthy.waitForPublication()
        await frozen.waitForPublication()
        frozen.process.send(SIGSTOP)
        await wedged.wait(for: "{fro...key}")
        await wedged.wait(for: "{sil...key}")
        source.stop()
        let results = await group.finish()
        frozen.process.send(SIGCONT)
        await healthy.waitForEnd()
        try RecordedStream(try #require(healthy.recordings.first)).expectComplete(source.offered)
        #expect(results[0].retries == 0 && results[0].droppedFrames == 0)
        #expect(results[1].droppedFrames > 0)
        #expect(results[2].status == .failed && results[2].startedAt == nil)
        // Three queues, and what the pipelines hold beyond them.
        #expect(source.mostOutstandingBytes < 3 * (1 << 20) + (2 << 20))
    }

    @Test func `streams that are hastened do not wait for a server that takes nothing`() async throws {
        let frozen = try await NginxServer(port: ServerProcess.freePort())
        var policy = StreamPolicy()
        policy.queueBytes = 1 << 20
        // Patience beyond that of this test.
        (policy.stallLimit, policy.flushLimit) = (.seconds(3_600), .seconds(3_600))
        let source = try LiveSource(noisy: true)
        let group = try StreamGroup(tracks: try await source.start(), policy: policy)
        let destination = try group.add(StreamURL(frozen.url("frozen-stream-key")))
        source.feed(group)
        await frozen.waitForPublication()
        frozen.process.send(SIGSTOP)
        try await eventually { destination.result.droppedFrames > 0 }
        source.stop()
        async let results = group.finish()
        group.hasten()
        #expect(await results.map(\.status) == [.finished])
        frozen.process.send(SIGCONT)
    }

    @Test func `rtmps is spoken, and a certificate that is not trusted is refused`() async throws {
        let server = try await NginxServer(port: ServerProcess.freePort())
        let proxy = try await TLSProxy(to: server.port)
        let source = try LiveSource()
        let tracks = try await source.start()
        let refused = LineLog()
        let strict = try StreamGroup(tracks: tracks, policy: Self.quickPolicy) {
            if let error = $0.error { refused.append(error) }
        }
        try strict.add(StreamURL("rtmps://127.0.0.1:\(proxy.port)/live/strict-stream-key"))
        await refused.wait(for: "ertificate")
        let result = try #require(await strict.finish().first)
        #expect(result.status == .failed && result.startedAt == nil)
        #expect(result.error?.contains("certificate") == true, "\(result.error ?? "")")

        var policy = Self.quickPolicy
        policy.acceptsInvalidCertificates = true
        let group = try StreamGroup(tracks: tracks, policy: policy)
        try group.add(StreamURL("rtmps://127.0.0.1:\(proxy.port)/live/trusting-stream-key"))
        source.feed(group)
        await server.waitForPublication()
        await source.waitForFrames(30)
        source.stop()
        #expect(await group.finish().map(\.status) == [.finished])
        await server.waitForEnd()
        try RecordedStream(try #require(server.recordings.first)).expectComplete(source.offered)
    }

    @Test func `stream keys and passwords appear in no text`() async throws {
        await Turnstile.gstreamerLog.enter()
        defer { Task { await Turnstile.gstreamerLog.leave() } }
        let server = try await NginxServer(port: ServerProcess.freePort())
        let source = try LiveSource()
        let tracks = try await source.start()
        let lines = Mutex<[String]>([])
        try GStreamerLog.install(level: .log) { line in
            guard line.category.hasPrefix("rtmp") || line.category.hasPrefix("GST_") else { return }
            lines.withLock { $0.append("\(line.object) \(line.message)") }
        }
        defer { try? GStreamerLog.install(level: .error) { _ in } }
        let closedPort = try ServerProcess.freePort()
        let group = try StreamGroup(tracks: tracks, policy: Self.quickPolicy) { result in
            lines.withLock { $0.append("\(result)") }
        }
        let key = "s3cr3t-0123456789?token=pa$$phrase"
        let urls = [
            try StreamURL(server.url(key)), try StreamURL("rtmp://me:hunt3r2@127.0.0.1:\(closedPort)/live/\(key)"),
        ]
        for url in urls { try group.add(url) }
        source.feed(group)
        await server.waitForPublication()
        await source.waitForFrames(10)
        source.stop()
        let results = await group.finish()
        let all = lines.withLock { $0 } + results.map { "\($0)" } + urls.map { String(reflecting: $0) }
        #expect(all.contains { $0.contains("rtmp") })
        for secret in ["s3cr3t-0123456789", "0123456789?token", "phrase", "hunt3r2"] {
            #expect(all.filter { $0.contains(secret) } == [])
        }
    }
}
