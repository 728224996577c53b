/// What is wrong with a codec's own header bytes.
public enum CodecHeaderError: Error, Hashable, Sendable {
    /// The bytes ended before the header did.
    case truncated(Header)
    /// A field has a value that its specification forbids, or that no real stream has.
    case invalid(Header, field: String, value: Int)
    /// The header is well formed and says something that is not handled here.
    case unsupported(Header, field: String, value: Int)

    public enum Header: String, Hashable, Sendable {
        case sequenceParameterSet = "H.264 sequence parameter set"
        case pictureParameterSet = "H.264 picture parameter set"
        case decoderConfiguration = "AVC decoder configuration record"
        case accessUnit = "H.264 access unit"
        case audioSpecificConfig = "AAC AudioSpecificConfig"
        case opusIdentification = "Opus identification header"
    }
}

extension CodecHeaderError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .truncated(let header):
            "the \(header.rawValue) ends before it is complete; check that the source passes it on whole"
        case .invalid(let header, let field, let value):
            "the \(header.rawValue) has the impossible value \(value) in \(field); the stream is damaged"
        case .unsupported(let header, let field, let value):
            "the \(header.rawValue) uses \(field) \(value), which is not supported; choose another encoder setting"
        }
    }
}
