public import MediaTypes

/// Why a frame could not be written, or a file not be finished.
public enum HybridMP4Error: Error, Sendable {
    case unknownTrack(TrackID)
    /// The frame is larger than `limit` bytes.
    case frameTooLarge(TrackID, byteCount: Int, limit: Int)
    /// Only H.264 can change its parameters within a file.
    case parametersCannotChange(TrackID)
    case alreadyFinished
    /// An earlier write failed, with the error thrown then.
    case stoppedByFailure
    /// The output refused a fragment or the index. What was written before stays playable; `finish` may still be tried.
    case outputFailed(operation: Operation, cause: any Error)

    public enum Operation: String, Hashable, Sendable {
        case appendFragment = "append a fragment"
        case appendIndex = "append the index"
        case activateIndex = "activate the index"
    }
}

extension HybridMP4Error: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknownTrack(let track):
            "cannot write a frame of track \(track.value) to MP4: the file was opened without that track"
        case .frameTooLarge(let track, let byteCount, let limit):
            "cannot write a frame of \(byteCount) bytes of track \(track.value) to MP4: at most \(limit) are possible"
        case .parametersCannotChange(let track):
            "cannot change the codec parameters of track \(track.value) within one MP4; start a new file"
        case .alreadyFinished: "cannot write to an MP4 that is already finished"
        case .stoppedByFailure: "cannot write more to the MP4: its output failed before"
        case .outputFailed(let operation, let cause): "cannot \(operation.rawValue) to the MP4: \(cause)"
        }
    }
}
