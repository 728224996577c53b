import Cryptography
import Foundation
import MediaTypes
import RoomClient
import RoomEgress
import ServiceKit
import TestSupport
import Testing

/// Hundreds who come and go in one room, with a recording that goes on meanwhile: server, clients and recordings are all in
/// this process, so that it shows what any of them leaves behind. Runs only where `make soak` has set SLUICE_SOAK;
/// SLUICE_SOAK_CYCLES says how many come (1,000).
@Suite(
    .serialized, .timeLimit(.minutes(60)),
    .enabled("a thousand joins run in `make soak`") { ProcessInfo.processInfo.environment["SLUICE_SOAK"] == "1" })
struct RoomSoakTests {
    private let logger = Logger(level: .error, writer: LogWriter())

    @Test func `a thousand who join and leave leave nothing behind`() async throws {
        let count = ProcessInfo.processInfo.environment["SLUICE_SOAK_CYCLES"].flatMap { Int($0) } ?? 1_000
        let bench = try TrackBench("room-soak")
        let publisher = try await SyntheticPublisher(in: bench)
        let whole = try await start(bench.job(of: "microphone", to: "whole.ogg"))
        var early: ProcessHoldings?
        var late: ProcessHoldings?
        for number in 1...count {
            try await visit(bench, "guest-\(number)")
            let part = try await start(bench.job(of: "camera", to: "part.webm"))
            part.recording.stop()
            #expect(await part.result.value.isComplete)
            guard number == 20 || number % 50 == 0 || number == count else { continue }
            late = try ProcessHoldings(ProcessInfo.processInfo.processIdentifier, [bench.folder])
            if early == nil { early = late }
            print("soak: after \(number) joins \(late.map { "\($0)" } ?? "")")
        }
        whole.recording.stop()
        #expect(await whole.result.value.isComplete)
        let (first, last) = (try #require(early), try #require(late))
        #expect(last.memory - first.memory < 8 << 10)
        #expect(last.files <= first.files)
        // Sockets close, and threads of the pools end, a little later than who had them.
        #expect(last.descriptors <= first.descriptors + 8)
        #expect(last.threads <= first.threads + 4)
        await publisher.leave()
        await bench.stop()
    }

    /// Joins, sees a picture, says something, and leaves.
    private func visit(_ bench: TrackBench, _ identity: String) async throws {
        let room = try await bench.join(identity, VideoGrant(room: TrackBench.room, roomJoin: true))
        let camera = try await room.subscribe(
            to: .source(.camera, identity: SyntheticPublisher.identity), timeout: .seconds(20))
        for await case .frame in camera.media { break }
        let microphone = try await room.publish(LocalTrackSettings(codec: .opus))
        for _ in 0..<5 { microphone.send(SyntheticPublisher.sound.shifted(by: room.timeline.now)) }
        await room.leave()
    }

    private struct Running {
        let recording: TrackRecording
        let result: Task<RecordingResult, Never>
    }

    /// Returns when the first packet is written.
    private func start(_ job: TrackJob) async throws -> Running {
        let recording = TrackRecording(job, logger: logger)
        let result = Task { await recording.run() }
        for await event in recording.events {
            if case .started = event { return Running(recording: recording, result: result) }
        }
        throw TestFailure(description: "the recording did not start: \(await result.value.error ?? "")")
    }
}
