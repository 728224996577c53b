import RoomEgress
import ServiceKit

/// `egress-server recover DIR`: finishes the recordings that a killed process left unfinished.
struct RecoverCommand {
    private let directory: String

    init(_ arguments: Arguments) throws(UsageError) {
        guard let directory = arguments.directory else { throw .missingDirectory }
        self.directory = directory
    }

    func run() throws -> Int32 {
        let recordings = try RecordingRecovery.recover(directory: directory)
        for recording in recordings { print(TerminalText.escaping("\(recording)")) }
        if recordings.isEmpty { print("nothing to recover in \(directory)") }
        return recordings.allSatisfy { if case .failed = $0.outcome { false } else { true } } ? 0 : 1
    }
}
