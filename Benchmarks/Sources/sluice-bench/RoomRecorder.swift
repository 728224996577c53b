import Cryptography
import MediaTypes
import RoomEgress
import ServiceKit

/// Records the publisher's camera and microphone to files, as often as asked, as `egress-server record` does.
actor RoomRecorder {
    private let address: String
    private let folder: String
    private let logger = Logger(level: .error, writer: LogWriter())
    private var running: [Running] = []
    private var count = 0

    private struct Running: Sendable {
        let isPicture: Bool
        let recording: TrackRecording
        let task: Task<RecordingResult, Never>
        let milliseconds: Double
    }

    /// So many start at once.
    private static let group = 10

    init(address: String, folder: String) {
        self.address = address
        self.folder = folder
    }

    /// Returns when all have written their first packet.
    func start(pairs: Int) async throws -> RoomReport {
        var started: [Running] = []
        var rest = pairs
        while rest > 0 {
            let jobs = try (0..<min(rest, Self.group)).flatMap { _ in try pair() }
            rest -= Self.group
            started += try await withThrowingTaskGroup(of: Running.self) { [logger] group in
                for (isPicture, job) in jobs {
                    group.addTask { try await Self.start(job, isPicture: isPicture, logger) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
        }
        running += started
        var report = RoomReport()
        report.pictureStarts = started.filter(\.isPicture).map(\.milliseconds)
        report.soundStarts = started.filter { !$0.isPicture }.map(\.milliseconds)
        return report
    }

    private func pair() throws -> [(Bool, TrackJob)] {
        count += 1
        return [(true, try job("camera", "\(count).webm")), (false, try job("microphone", "\(count).ogg"))]
    }

    private func job(_ source: String, _ file: String) throws -> TrackJob {
        var track = TrackRequest()
        track.roomName = RoomAccount.room
        track.track = "\(RoomAccount.publisher):\(source)"
        track.filePath = "\(folder)/\(file)"
        var request = RecordingRequest()
        request.track = track
        var configuration = RecorderConfiguration()
        configuration.webSocketURL = address
        configuration.apiKey = RoomAccount.key
        configuration.apiSecret = RoomAccount.secret
        return try TrackJob(request, configuration: configuration)
    }

    private static func start(_ job: TrackJob, isPicture: Bool, _ logger: Logger) async throws -> Running {
        let recording = TrackRecording(job, logger: logger)
        let start = ContinuousClock.now
        let task = Task { await recording.run() }
        for await event in recording.events {
            guard case .started = event else { continue }
            let time = (ContinuousClock.now - start) / .milliseconds(1)
            return Running(isPicture: isPicture, recording: recording, task: task, milliseconds: time)
        }
        throw BenchmarkFailure("a recording did not start: \(await task.value.error ?? "")")
    }

    /// Ends all, and counts what their files hold.
    func finish() async -> RoomReport {
        for one in running { one.recording.stop() }
        var report = RoomReport()
        for one in running {
            let statistics = await one.task.value.statistics
            let seconds = Double(statistics.elapsed.nanoseconds) / 1e9
            let (came, wanted) =
                one.isPicture
                ? (statistics.frames, Int((seconds * Double(RoomPublisher.framerate)).rounded()) + 1)
                : (
                    statistics.bytes / RoomPublisher.soundPacketSize,
                    Int((seconds * 1_000 / Double(RoomPublisher.packetMilliseconds)).rounded())
                )
            report.frames += came
            report.missing += max(0, wanted - came)
        }
        running = []
        return report
    }
}
