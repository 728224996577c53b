public import MediaTypes

extension CodecParameters {
    /// What a track of this codec is called over HTTP and in LiveKit's messages, in lower case.
    public var trackMIMEType: String {
        switch self {
        case .h264: "video/h264"
        case .vp8: "video/vp8"
        case .vp9: "video/vp9"
        case .av1: "video/av1"
        case .aac: "audio/aac"
        case .opus: "audio/opus"
        }
    }
}
