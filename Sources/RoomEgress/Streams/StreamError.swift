/// What a group of stream destinations refuses.
public enum StreamError: Error, Hashable, Sendable {
    /// RTMP carries H.264 and AAC.
    case unsupportedCodec
    /// `url` is redacted.
    case notFound(url: String)
    case alreadyEnded
}

extension StreamError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unsupportedCodec: "an RTMP stream carries H.264 and AAC only; encode the tracks to these"
        case .notFound(let url): "stream \(url) not found"
        case .alreadyEnded: "the streams have ended; no destination can be added"
        }
    }
}
