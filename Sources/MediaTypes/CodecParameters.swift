/// What a decoder must know before the first frame.
public enum CodecParameters: Hashable, Sendable {
    case h264(H264Parameters)
    case vp8(VP8Parameters)
    case vp9(VP9Parameters)
    case av1(AV1Parameters)
    case aac(AACParameters)
    case opus(OpusParameters)

    public var kind: MediaKind {
        switch self {
        case .h264, .vp8, .vp9, .av1: .video
        case .aac, .opus: .audio
        }
    }
}

/// H.264 parameter sets, as NAL units without start code or length.
public struct H264Parameters: Hashable, Sendable {
    public var sequenceParameterSets: [[UInt8]]
    public var pictureParameterSets: [[UInt8]]
    /// The coded picture in pixels, after cropping.
    public var width: Int
    public var height: Int

    public init(sequenceParameterSets: [[UInt8]], pictureParameterSets: [[UInt8]], width: Int, height: Int) {
        self.sequenceParameterSets = sequenceParameterSets
        self.pictureParameterSets = pictureParameterSets
        self.width = width
        self.height = height
    }
}

/// VP8 says everything in its key frames (RFC 6386 section 9.1).
public struct VP8Parameters: Hashable, Sendable {
    /// The coded picture in pixels.
    public var width: Int
    public var height: Int

    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }
}

/// What containers repeat of a VP9 key frame's header (VP9 bitstream specification section 6.2).
public struct VP9Parameters: Hashable, Sendable {
    /// The coded picture in pixels.
    public var width: Int
    public var height: Int
    /// 0...3.
    public var profile: UInt8
    /// 8, 10 or 12.
    public var bitDepth: UInt8

    public init(width: Int, height: Int, profile: UInt8 = 0, bitDepth: UInt8 = 8) {
        self.width = width
        self.height = height
        self.profile = profile
        self.bitDepth = bitDepth
    }
}

/// AV1 as its sequence header (AV1 specification section 5.5) describes it.
public struct AV1Parameters: Hashable, Sendable {
    /// The sequence header's whole OBU, with its size.
    public var sequenceHeader: [UInt8]
    /// The largest coded picture in pixels.
    public var width: Int
    public var height: Int

    public init(sequenceHeader: [UInt8], width: Int, height: Int) {
        self.sequenceHeader = sequenceHeader
        self.width = width
        self.height = height
    }
}

/// AAC as an AudioSpecificConfig (ISO/IEC 14496-3 section 1.6.2.1) describes it.
public struct AACParameters: Hashable, Sendable {
    public var audioSpecificConfig: [UInt8]
    /// In hertz.
    public var sampleRate: Int
    public var channels: Int

    public init(audioSpecificConfig: [UInt8], sampleRate: Int, channels: Int) {
        self.audioSpecificConfig = audioSpecificConfig
        self.sampleRate = sampleRate
        self.channels = channels
    }
}

/// Opus, channel mapping family 0 (RFC 7845 section 5.1).
public struct OpusParameters: Hashable, Sendable {
    public var channels: Int
    /// Samples at 48 kHz that the decoder gives out before the first real one.
    public var preSkip: Int
    /// The rate the sound had before encoding, in hertz; for information.
    public var inputSampleRate: Int

    public init(channels: Int, preSkip: Int, inputSampleRate: Int = 48_000) {
        self.channels = channels
        self.preSkip = preSkip
        self.inputSampleRate = inputSampleRate
    }
}
