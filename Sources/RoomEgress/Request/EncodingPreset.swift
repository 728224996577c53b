/// A named set of encoding options: the recorder's four and the egress service's eight.
public enum EncodingPreset: String, CaseIterable, Hashable, Sendable {
    case hd30 = "HD_30"
    case hd60 = "HD_60"
    case fullHD30 = "FULL_HD_30"
    case fullHD60 = "FULL_HD_60"
    case h264_720p30 = "H264_720P_30"
    case h264_720p60 = "H264_720P_60"
    case h264_1080p30 = "H264_1080P_30"
    case h264_1080p60 = "H264_1080P_60"
    case portraitH264_720p30 = "PORTRAIT_H264_720P_30"
    case portraitH264_720p60 = "PORTRAIT_H264_720P_60"
    case portraitH264_1080p30 = "PORTRAIT_H264_1080P_30"
    case portraitH264_1080p60 = "PORTRAIT_H264_1080P_60"

    /// All share depth 24, main profile, and AAC at 44100 Hz and 128 kbps.
    public var options: EncodingOptions {
        switch self {
        case .hd30, .h264_720p30: make(1_280, 720, 30, 3_000)
        case .hd60, .h264_720p60: make(1_280, 720, 60, 4_500)
        case .fullHD30, .h264_1080p30: make(1_920, 1_080, 30, 4_500)
        case .fullHD60, .h264_1080p60: make(1_920, 1_080, 60, 6_000)
        case .portraitH264_720p30: make(720, 1_280, 30, 3_000)
        case .portraitH264_720p60: make(720, 1_280, 60, 4_500)
        case .portraitH264_1080p30: make(1_080, 1_920, 30, 4_500)
        case .portraitH264_1080p60: make(1_080, 1_920, 60, 6_000)
        }
    }

    private func make(_ width: Int, _ height: Int, _ frameRate: Int, _ bitrate: Int) -> EncodingOptions {
        EncodingOptions(validWidth: width, height: height, frameRate: frameRate, videoBitrate: bitrate)
    }

    /// The value in the recorder's protobuf enumeration, in which NONE is 0; the others go by name.
    var recorderNumber: Int? {
        switch self {
        case .hd30: 1
        case .hd60: 2
        case .fullHD30: 3
        case .fullHD60: 4
        default: nil
        }
    }
}
