import MediaTypes

/// What a track's boxes say besides its samples. The writer makes it from a description, recovery reads it back.
struct MP4TrackHeader: Sendable {
    /// Not zero, unique in the file.
    var id: UInt32
    var kind: MediaKind
    /// Ticks a second of all the track's times.
    var timescale: UInt32
    /// In pixels; zero for sound.
    var width: Int
    var height: Int
    /// The box inside `stsd`.
    var sampleEntry: [UInt8]
    /// How many samples before the wanted one a decoder must start, as a negative number; `nil` where any start does.
    var rollDistance: Int16?
    /// The media time that is presented at the movie's time zero while the file is fragmented: sound has its priming
    /// samples before it, pictures their reordering delay.
    var mediaTimeAtStart: Int64
}

extension MP4TrackHeader {
    /// RTP's and MPEG-TS's clock, so that times from there stay exact.
    static let videoTimescale: UInt32 = 90_000

    init(id: UInt32, description: TrackDescription, options: HybridMP4Options) {
        self.id = id
        kind = description.kind
        mediaTimeAtStart = 0
        width = 0
        height = 0
        rollDistance = nil
        switch description.parameters {
        case .h264(let parameters):
            timescale = Self.videoTimescale
            (width, height) = (parameters.width, parameters.height)
            sampleEntry = SampleEntry.h264(parameters, setsInBand: options.parameterSetsInBand)
        case .vp8(let parameters):
            timescale = Self.videoTimescale
            (width, height) = (parameters.width, parameters.height)
            sampleEntry = SampleEntry.vp8(parameters)
        case .vp9(let parameters):
            timescale = Self.videoTimescale
            (width, height) = (parameters.width, parameters.height)
            sampleEntry = SampleEntry.vp9(parameters)
        case .av1(let parameters):
            timescale = Self.videoTimescale
            (width, height) = (parameters.width, parameters.height)
            sampleEntry = SampleEntry.av1(parameters)
        case .aac(let parameters):
            timescale = UInt32(clamping: max(1, parameters.sampleRate))
            rollDistance = -1  // one packet overlaps into the next
            sampleEntry = SampleEntry.aac(parameters, bitrate: description.bitrate)
        case .opus(let parameters):
            timescale = 48_000
            rollDistance = -4  // until the packets' length is known: 80 ms of 20 ms packets
            sampleEntry = SampleEntry.opus(parameters)
        }
    }

    /// Opus decoders want 80 ms before the wanted sample (Opus in ISOBMFF section 4.3.6.2).
    static func opusRollDistance(samplesPerPacket: Int) -> Int16 {
        let packets = (3840 + samplesPerPacket - 1) / max(1, samplesPerPacket)
        return -Int16(clamping: packets)
    }
}
