import RoomEgress
import ServiceKit

/// `egress-server recover DIR`: finishes the recordings that a killed process left unfinished. `recover --config FILE`: brings
/// those to their store that wait for it.
struct RecoverCommand {
    private let arguments: Arguments
    private let environment: [String: String]

    init(_ arguments: Arguments, _ environment: [String: String]) {
        self.arguments = arguments
        self.environment = environment
    }

    func run() async throws -> Int32 {
        if let directory = arguments.directory { return try finish(directory) }
        guard arguments.configFile != nil || arguments.configBody != nil else { throw UsageError.missingDirectory }
        return try await upload()
    }

    private func upload() async throws -> Int32 {
        let configuration = try RecorderConfiguration.load(
            file: arguments.configFile, body: arguments.configBody, environment: environment)
        let writer = LogWriter(format: configuration.logFormat)
        defer { writer.flush() }
        let outcomes = await PendingUploads(configuration, logger: Logger(configuration, writer: writer)).resume()
        for outcome in outcomes {
            print(TerminalText.escaping("\(outcome.path): \(outcome.location ?? outcome.error ?? "not stored")"))
        }
        if outcomes.isEmpty { print("nothing waits to be uploaded") }
        return outcomes.allSatisfy { $0.error == nil } ? 0 : 1
    }

    private func finish(_ directory: String) throws -> Int32 {
        let recordings = try RecordingRecovery.recover(directory: directory)
        for recording in recordings { print(TerminalText.escaping("\(recording)")) }
        if recordings.isEmpty { print("nothing to recover in \(directory)") }
        return recordings.allSatisfy { if case .failed = $0.outcome { false } else { true } } ? 0 : 1
    }
}
