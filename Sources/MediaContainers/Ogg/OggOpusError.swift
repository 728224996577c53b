public import MediaTypes

/// Why a frame could not be written, or a file not be finished.
public enum OggOpusError: Error, Sendable {
    /// Ogg files are written with Opus only.
    case notOpus(TrackID)
    case unknownTrack(TrackID)
    /// The frame is larger than `limit` bytes.
    case frameTooLarge(TrackID, byteCount: Int, limit: Int)
    case parametersCannotChange(TrackID)
    case alreadyFinished
    /// An earlier write failed, with the error thrown then.
    case stoppedByFailure
    /// The output refused a page. What was written before stays playable.
    case outputFailed(cause: any Error)
}

extension OggOpusError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notOpus(let track): "cannot write track \(track.value) to Ogg: only Opus is possible; encode it as Opus"
        case .unknownTrack(let track):
            "cannot write a frame of track \(track.value) to Ogg: the file was opened without that track"
        case .frameTooLarge(let track, let byteCount, let limit):
            "cannot write a frame of \(byteCount) bytes of track \(track.value) to Ogg: at most \(limit) are possible"
        case .parametersCannotChange(let track):
            "cannot change the codec parameters of track \(track.value) within one Ogg file; start a new file"
        case .alreadyFinished: "cannot write to an Ogg file that is already finished"
        case .stoppedByFailure: "cannot write more to the Ogg file: its output failed before"
        case .outputFailed(let cause): "cannot append a page to the Ogg file: \(cause)"
        }
    }
}
