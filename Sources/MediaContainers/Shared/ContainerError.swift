public import MediaTypes

/// Why a frame could not be written to IVF, WebM or an H.264 byte stream, or such a file not be finished.
public enum ContainerError: Error, Sendable {
    /// The container does not hold these tracks.
    case unsupportedTracks(ContainerFormat)
    case unknownTrack(TrackID, ContainerFormat)
    /// The frame is larger than `limit` bytes.
    case frameTooLarge(TrackID, byteCount: Int, limit: Int)
    /// The track changes its codec.
    case codecCannotChange(TrackID, ContainerFormat)
    case alreadyFinished(ContainerFormat)
    /// An earlier write failed, with the error thrown then.
    case stoppedByFailure(ContainerFormat)
    /// The output refused bytes. What was written before stays playable.
    case outputFailed(ContainerFormat, cause: any Error)
}

extension ContainerError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unsupportedTracks(let format):
            "cannot write these tracks to \(format.rawValue): it holds \(format.contents); choose another container"
        case .unknownTrack(let track, let format):
            "cannot write a frame of track \(track.value) to \(format.rawValue): the file was opened without that track"
        case .frameTooLarge(let track, let byteCount, let limit):
            "cannot write a frame of \(byteCount) bytes of track \(track.value): at most \(limit) are possible"
        case .codecCannotChange(let track, let format):
            "cannot change the codec of track \(track.value) within \(format.rawValue); start a new file"
        case .alreadyFinished(let format): "cannot write to \(format.rawValue): the file is already finished"
        case .stoppedByFailure(let format): "cannot write more to \(format.rawValue): the file's output failed before"
        case .outputFailed(let format, let cause): "cannot write to \(format.rawValue): \(cause)"
        }
    }
}
