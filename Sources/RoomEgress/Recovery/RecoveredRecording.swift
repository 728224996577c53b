public import MediaTypes

/// What became of one unfinished recording.
public struct RecoveredRecording: Sendable {
    public enum Outcome: Sendable {
        /// The file now has its index.
        case saved(duration: MediaTime, byteCount: UInt64)
        /// It ended before the first fragment was in the file.
        case nothingToSave
        /// Something records into it right now.
        case stillRecording
        case failed(any Error)
    }

    public let path: String
    public let outcome: Outcome
}

extension RecoveredRecording: CustomStringConvertible {
    public var description: String {
        switch outcome {
        case .saved(let duration, let byteCount):
            "\(path): saved \(duration.nanoseconds / 1_000_000) ms, \(byteCount) bytes"
        case .nothingToSave: "\(path): nothing to save, it ended before the first fragment was written"
        case .stillRecording: "\(path): left alone, it is being recorded to"
        case .failed(let error): "\(path): could not be finished: \(error)"
        }
    }
}
