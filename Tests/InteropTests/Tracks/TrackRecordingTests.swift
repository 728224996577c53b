import MediaTypes
import RoomEgress
import RoomServer
import ServiceKit
import TestSupport
import Testing

/// Exports in this process, by the library.
@Suite(.serialized, .timeLimit(.minutes(3))) struct TrackRecordingTests {
    private let logger = Logger(level: .fatal, writer: LogWriter())

    @Test func `who is not there, and what, is named`() async throws {
        let bench = try TrackBench("recording-nobody")
        let publisher = try await SyntheticPublisher(in: bench)
        var nobody = try bench.job(of: "camera", by: "bob", to: "a.webm")
        nobody.trackTimeout = .milliseconds(300)
        let missing = await TrackRecording(nobody, logger: logger).run()
        #expect(missing.error == "participant bob not found" && missing.failure == .notFound && missing.status == .failed)
        var nothing = try bench.job(of: "screen_share", to: "b.webm")
        nothing.trackTimeout = .milliseconds(300)
        let result = await TrackRecording(nothing, logger: logger).run()
        #expect(result.error == "track publisher:screen_share not found" && result.failure == .notFound)
        await publisher.leave()
        await bench.stop()
    }

    @Test func `a cancelled task ends its export well`() async throws {
        let bench = try TrackBench("recording-cancelled")
        let publisher = try await SyntheticPublisher(in: bench)
        let recording = TrackRecording(try bench.job(of: "microphone", to: "a.ogg"), logger: logger)
        let run = Task { await recording.run() }
        for await case .started in recording.events { break }
        try await eventually { recording.progress.statistics.elapsed >= .milliseconds(500) }
        run.cancel()
        let result = await run.value
        #expect(result.isComplete && result.error == nil && result.reason == .stopRequested)
        let file = try #require(result.files.first)
        #expect(file.size > 0 && file.duration > 400_000_000)
        #expect(try TrackFile(bench.path("a.ogg")).soundLength * 1e9 - Double(file.duration) < 20e6)
        await publisher.leave()
        await bench.stop()
    }

    /// A server that gives up on lost participants only after the test's time would still say that the room is recorded.
    @Test func `a stopped export says goodbye`() async throws {
        let bench = try TrackBench("recording-goodbye") { $0.resumeTimeout = .seconds(3_600) }
        let publisher = try await SyntheticPublisher(in: bench)
        let recording = TrackRecording(try bench.job(of: "microphone", to: "a.ogg"), logger: logger)
        async let result = recording.run()
        for await case .started in recording.events { break }
        #expect(try await bench.participants().count { $0.hasPrefix("RR_") } == 1)
        recording.stop()
        #expect(await result.isComplete)
        try await eventually { try await !bench.participants().contains { $0.hasPrefix("RR_") } }
        await publisher.leave()
        await bench.stop()
    }

    @Test func `a publisher that comes back goes on in the same file`() async throws {
        let bench = try TrackBench("recording-return")
        let first = try await SyntheticPublisher(in: bench)
        var job = try bench.job(of: "microphone", to: "a.ogg")
        job.duration = .seconds(5)
        let recording = TrackRecording(job, logger: logger)
        async let result = recording.run()
        for await case .started in recording.events { break }
        try await eventually { recording.progress.statistics.elapsed >= .seconds(1) }
        await first.leave()
        let second = try await SyntheticPublisher(in: bench)
        let ended = await result
        #expect(ended.isComplete && ended.reason == .durationReached)
        #expect(abs(try TrackFile(bench.path("a.ogg")).soundLength - 5) < 0.1)
        await second.leave()
        await bench.stop()
    }
}
