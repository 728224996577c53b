import Foundation
import RoomEgress
import ServiceKit

/// `egress-server record`: one recording, from the request to the exit status.
struct RecordCommand {
    private let arguments: Arguments
    private let environment: [String: String]
    private let configuration: RecorderConfiguration

    /// Runs it. What is wrong before anything starts is thrown, and with `--json` reported as a failed recording too.
    static func run(_ arguments: Arguments, _ environment: [String: String]) async throws -> Int32 {
        do {
            return try await RecordCommand(arguments, environment).run()
        } catch {
            if arguments.printsJSON { print(RecordingReport(refused: "\(error)").json) }
            throw error
        }
    }

    private init(_ arguments: Arguments, _ environment: [String: String]) throws {
        self.arguments = arguments
        self.environment = environment
        var configuration = try Self.configuration(arguments, environment)
        try arguments.attachment.apply(to: &configuration, environment: environment)
        self.configuration = configuration
    }

    /// A track needs none.
    private static func configuration(
        _ arguments: Arguments, _ environment: [String: String]
    ) throws -> RecorderConfiguration {
        let source = try? DocumentSource.configuration(
            file: arguments.configFile, body: arguments.configBody, environment: environment)
        if source == nil, arguments.attachment.track != nil {
            return try RecorderConfiguration(yaml: "", source: "no configuration", environment: environment)
        }
        return try RecorderConfiguration.load(
            file: arguments.configFile, body: arguments.configBody, environment: environment)
    }

    private func run() async throws -> Int32 {
        if arguments.checksConfig {
            print(configuration.checkedDescription)
            return 0
        }
        let signals = try SignalSource()
        let request = try arguments.attachment.request ?? RecordingRequest.load(
            file: arguments.requestFile, body: arguments.requestBody, environment: environment)
        let writer = LogWriter(format: configuration.logFormat)
        defer { writer.flush() }
        let logger = Logger(configuration, writer: writer)
        let (recording, uploads, disk) = try await recording(request, logger)
        let health = try healthServer(of: recording)
        let result = await run(recording, uploads, signals, StatusLine(writer), disk)
        await uploads?.close()
        report(result, logger)
        await health?.stop()
        return result.isComplete ? 0 : 1
    }

    private func recording(
        _ request: RecordingRequest, _ logger: Logger
    ) async throws -> (any MediaRecording, JobUploads?, DiskGuard) {
        let duration: Duration? = arguments.duration.map { .seconds($0) }
        if request.track != nil {
            var job = try TrackJob(request, configuration: configuration)
            job.duration = duration
            let disk = configuration.diskGuard(for: job.outputFolder)
            try await StorageAdmission.check(job.uploads, disk, configuration, logger)
            return (TrackRecording(job, logger: logger), job.uploads, disk)
        }
        var job = try RecordingJob(request, configuration: configuration)
        job.duration = duration
        // Whoever sets GST_DEBUG wants GStreamer's own output.
        if environment["GST_DEBUG"] == nil { try MediaLog.install(logger, level: configuration.mediaLogLevel) }
        let disk = configuration.diskGuard(for: job.outputFolder)
        try await StorageAdmission.check(job.uploads, disk, configuration, logger)
        return (try WebRecording(job, logger: logger), job.uploads, disk)
    }

    private func run(
        _ recording: any MediaRecording, _ uploads: JobUploads?, _ signals: SignalSource, _ status: StatusLine,
        _ disk: DiskGuard
    ) async -> RecordingResult {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                var hasStopped = false
                for await _ in signals.signals {
                    if hasStopped { recording.hasten(.stopRequested) } else { recording.stop(.stopRequested) }
                    hasStopped = true
                }
            }
            group.addTask { await status.follow(recording, uploads) }
            group.addTask {
                guard disk.minimum > 0, (try? await disk.awaitShortage()) != nil else { return }
                recording.stop(.diskFull)
            }
            let result = await recording.run()
            group.cancelAll()
            return result
        }
    }

    private func healthServer(of recording: any MediaRecording) throws -> HealthServer? {
        guard configuration.healthPort != 0 else { return nil }
        return try HealthServer(port: configuration.healthPort) { recording.progress.state }
    }

    private func report(_ result: RecordingResult, _ logger: Logger) {
        let report = RecordingReport(result, cpuSeconds: Self.ownCPUSeconds)
        if arguments.printsJSON { print(report.json) }
        logger.flush()
        if arguments.printsJSON || isatty(STDERR_FILENO) == 0 {
            log(result, logger)
        } else {
            FileHandle.standardError.write(Data(report.summary.utf8))
        }
    }

    private static var ownCPUSeconds: Double {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        return [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
    }

    private func log(_ result: RecordingResult, _ logger: Logger) {
        for file in result.files {
            logger.info(
                "file", LogField("location", file.location), LogField("size", file.size),
                LogField("duration", Double(file.duration) / 1e9))
        }
        for stream in result.streams {
            logger.info("stream", LogField("url", stream.url), LogField("status", stream.status.rawValue))
        }
        if let error = result.error {
            logger.error("recording failed", LogField("status", result.status.name), LogField("error", error))
        } else {
            logger.info("recording complete", LogField("reason", result.reason.rawValue))
        }
    }
}
