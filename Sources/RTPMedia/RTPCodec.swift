/// A codec whose payload format is known here.
public enum RTPCodec: UInt8, Hashable, Sendable, CaseIterable {
    case h264, vp8, vp9, av1, opus, pcmu, pcma

    /// Ticks a second of its RTP timestamps.
    public var clockRate: Int32 {
        switch self {
        case .h264, .vp8, .vp9, .av1: 90_000
        case .opus: 48_000
        case .pcmu, .pcma: 8_000
        }
    }

    public var isVideo: Bool {
        switch self {
        case .h264, .vp8, .vp9, .av1: true
        case .opus, .pcmu, .pcma: false
        }
    }

    /// As it stands in `a=rtpmap`; matching is case-insensitive.
    public var encodingName: String {
        switch self {
        case .h264: "H264"
        case .vp8: "VP8"
        case .vp9: "VP9"
        case .av1: "AV1"
        case .opus: "opus"
        case .pcmu: "PCMU"
        case .pcma: "PCMA"
        }
    }

    public init?(encodingName: String) {
        let name = encodingName.lowercased()
        guard let match = Self.allCases.first(where: { $0.encodingName.lowercased() == name }) else { return nil }
        self = match
    }
}
