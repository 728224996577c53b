import GStreamerRuntime
import MediaContainers
import MediaTypes

/// Decodes one Opus track to samples that keep real time: what is missing is concealed or silent, as in a file.
///
/// 16 bits, little-endian, interleaved, 48 kHz, two channels: what the egress service has always sent.
struct OpusSamples: ~Copyable {
    static let channels = 2

    private let track: TrackID
    private var decoder: OpusDecoder
    private var timeline = OpusTimeline()
    private var filler: OpusFiller?
    /// Samples that the decoder gives out before the first real one.
    private var preSkip: Int

    /// Samples of each channel so far.
    private(set) var sampleCount = 0

    init(_ track: TrackID, _ parameters: OpusParameters) throws(OpusDecoderError) {
        self.track = track
        preSkip = parameters.preSkip
        decoder = try OpusDecoder(channels: Self.channels)
    }

    /// Hands the frame's samples, and those that are missing before it, to `send` in pieces of at most 120 ms, and says which
    /// of them fill a gap.
    mutating func decode(_ frame: EncodedFrame, _ send: (_ samples: [UInt8], _ isFilling: Bool) -> Void) {
        guard frame.track == track, let samples = OpusPacketHeader.sampleCount(of: frame.payload.bytes) else { return }
        let bytes = frame.payload.copied()
        let unit = (filler ?? OpusFiller(header: bytes[0])).unit
        let placement = timeline.place(
            frame.presentationTime, samples: samples, unit: unit, long: OpusFiller.longest, fineUnit: OpusFiller.finest)
        guard case .append(let missing) = placement else { return }
        fill(missing) { send($0, true) }
        // What libopus refuses becomes what it makes up.
        let decoded = (try? decoder.decode(bytes.span)) ?? (try? decoder.conceal(samples)) ?? []
        append(decoded, count: samples) { send($0, false) }
        filler = OpusFiller(header: bytes[0])
    }

    /// Fills up to `time`, before which no frame comes any more.
    mutating func conceal(upTo time: MediaTime, _ send: ([UInt8]) -> Void) {
        let missing = timeline.missing(upTo: time)
        fill(missing - missing % 960, send)
    }

    private mutating func fill(_ missing: Int64, _ send: ([UInt8]) -> Void) {
        guard var filler else { return }
        var rest = missing
        while rest >= OpusFiller.finest {
            let packets = filler.packets(rest, atMost: 256)
            guard !packets.isEmpty else { break }
            for packet in packets {
                // The decoder hears the silence too, and so goes on from there.
                let decoded = try? decoder.decode(packet.payload.copied().span)
                append(decoded ?? [], count: packet.samples, send)
                rest -= Int64(packet.samples)
            }
        }
        self.filler = filler
    }

    private mutating func append(_ decoded: [Int16], count: Int, _ send: ([UInt8]) -> Void) {
        timeline.append(samples: count)
        let skipped = min(preSkip, count)
        preSkip -= skipped
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count * Self.channels * 2)
        for position in (skipped * Self.channels)..<(count * Self.channels) {
            let sample = position < decoded.count ? UInt16(bitPattern: decoded[position]) : 0
            bytes.append(UInt8(truncatingIfNeeded: sample))
            bytes.append(UInt8(truncatingIfNeeded: sample >> 8))
        }
        sampleCount += count - skipped
        if !bytes.isEmpty { send(bytes) }
    }
}
