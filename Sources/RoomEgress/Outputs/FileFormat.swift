public import MediaTypes

/// The container of a file.
public enum FileFormat: String, CaseIterable, Hashable, Sendable {
    /// H.264, and AAC or Opus.
    case mp4
    /// Opus alone.
    case ogg
    /// VP8, VP9 or AV1, and Opus.
    case webm
    /// VP8, VP9 or AV1 alone.
    case ivf
    /// H.264 alone, as a byte stream without times.
    case h264

    /// With its dot.
    public var fileExtension: String { "." + rawValue }

    /// What the file is called over HTTP.
    public var mimeType: String {
        switch self {
        case .mp4: "video/mp4"
        case .ogg: "audio/ogg"
        case .webm: "video/webm"
        case .ivf: "video/x-ivf"
        case .h264: "video/h264"
        }
    }

    /// How many bytes in front may change when the file ends.
    var changingHead: UInt64 {
        switch self {
        case .mp4, .webm, .ivf: 4_096
        case .ogg, .h264: 0
        }
    }

    /// Whether a track of that codec can be in it.
    public func holds(_ codec: CodecParameters) -> Bool {
        switch (self, codec) {
        case (.mp4, _), (.ogg, .opus), (.webm, .vp8), (.webm, .vp9), (.webm, .av1), (.webm, .opus), (.ivf, .vp8), (.ivf, .vp9),
            (.ivf, .av1), (.h264, .h264):
            true
        case (.ogg, _), (.webm, _), (.ivf, _), (.h264, _): false
        }
    }
}
