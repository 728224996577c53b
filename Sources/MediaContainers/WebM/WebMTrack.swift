import MediaTypes

/// One track of a WebM file: its entry, and the times of its frames.
struct WebMTrack: Sendable {
    let number: UInt8
    let description: TrackDescription
    /// What the entry says; fixed when the header is written.
    private(set) var parameters: CodecParameters
    /// When the track was first presented; nil while it has no frame.
    private(set) var start: MediaTime?
    var frameCount = 0
    private(set) var times = RisingTimes(timescale: 1_000)

    init(number: UInt8, description: TrackDescription) {
        self.number = number
        self.description = description
        parameters = description.parameters
    }

    /// The frame's milliseconds from `origin`. Blocks of sound count from the first decoded sample, and CodecDelay says
    /// how much of it is not played (RFC 9559 section 11.1.1).
    mutating func place(_ frame: EncodedFrame, origin: MediaTime) -> Int64 {
        times.place(frame, at: frame.presentationTime + description.codecDelay, origin: origin)
    }

    mutating func begin(with frame: EncodedFrame) {
        guard start == nil else { return }
        start = frame.presentationTime + description.codecDelay
        parameters = frame.newParameters ?? parameters
    }

    // MARK: - The entry

    static func holds(_ parameters: CodecParameters) -> Bool {
        switch parameters {
        case .vp8, .vp9, .av1, .opus: true
        case .h264, .aac: false
        }
    }

    /// TrackEntry (RFC 9559 section 5.1.4.1).
    var entry: [UInt8] {
        let common = [
            EBMLElement.unsigned(0xD7, UInt64(number)),
            EBMLElement.unsigned(0x73C5, UInt64(number)),  // identifies it beyond this file: not meant to
            EBMLElement.unsigned(0x9C, 0),  // no lacing
            EBMLElement.text(0x22B59C, "und"),  // without it, English
        ]
        return EBMLElement.master(WebMElement.trackEntry, common + codec)
    }

    private var codec: [[UInt8]] {
        switch parameters {
        case .vp8: Self.video("V_VP8", parameters)
        case .vp9(let vp9): Self.video("V_VP9", parameters) + [Self.codecPrivate(Self.features(vp9))]
        case .av1(let av1): Self.video("V_AV1", parameters) + [Self.codecPrivate(av1.configurationRecord)]
        case .opus(let opus): Self.sound(opus, delay: description.codecDelay)
        case .h264, .aac: []
        }
    }

    private static func video(_ codec: String, _ parameters: CodecParameters) -> [[UInt8]] {
        let (width, height) = parameters.pictureSize ?? (0, 0)
        let picture = [
            EBMLElement.unsigned(0xB0, UInt64(max(1, width))), EBMLElement.unsigned(0xBA, UInt64(max(1, height))),
        ]
        return [EBMLElement.unsigned(0x83, 1), EBMLElement.text(0x86, codec), EBMLElement.master(0xE0, picture)]
    }

    /// Profile and bit depth, as WebM's VP9 codec features (identifier, length, value).
    private static func features(_ parameters: VP9Parameters) -> [UInt8] { [1, 1, parameters.profile, 3, 1, parameters.bitDepth] }

    private static func sound(_ parameters: OpusParameters, delay: MediaTime) -> [[UInt8]] {
        let samples = [EBMLElement.float(0xB5, 48_000), EBMLElement.unsigned(0x9F, UInt64(clamping: parameters.channels))]
        return [
            EBMLElement.unsigned(0x83, 2), EBMLElement.text(0x86, "A_OPUS"),
            EBMLElement.unsigned(0x56AA, UInt64(clamping: delay.nanoseconds)),
            // What a decoder must hear before it is right after a seek (RFC 7845 section 4.6).
            EBMLElement.unsigned(0x56BB, 80_000_000),
            codecPrivate(parameters.identificationHeader), EBMLElement.master(0xE1, samples),
        ]
    }

    private static func codecPrivate(_ bytes: [UInt8]) -> [UInt8] { EBMLElement.binary(0x63A2, bytes) }
}
