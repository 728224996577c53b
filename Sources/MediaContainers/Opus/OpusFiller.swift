package import MediaTypes

/// The packets that stand for missing sound: first such that let the decoder conceal a loss, then silence.
///
/// A packet of nothing but its table of contents is one the decoder conceals (RFC 7845 section 4.1): right for what was lost
/// and for a sender's pauses, whose background noise goes on. Concealing for longer would hum, so that a mute is filled with
/// frames that say silence: that flag is the first of a CELT frame (RFC 6716 section 4.3), and a stream may change to CELT
/// and back with any packet.
package struct OpusFiller: Sendable {
    package struct Packet: Sendable {
        package let payload: FramePayload
        package let samples: Int
        package let isSilence: Bool
    }

    /// The table of contents of the last real packet.
    private let header: UInt8
    /// What has been filled since that packet.
    private var filled: Int64 = 0

    /// 480 ms: gaps that are longer than a sender's pauses between two packets of background noise are silence.
    package static let longest: Int64 = 23_040
    /// 100 ms: the concealment at the beginning of a silence, which lets the sound before it fade.
    private static let fading: Int64 = 4_800
    /// 2.5 ms, the shortest frame.
    package static let finest: Int64 = 120

    package init(header: UInt8) { self.header = header }

    /// How many samples a concealed packet stands for: a frame of the last packet's kind, of at most 20 ms.
    package var unit: Int { Self.samples(of: concealment) }

    /// What fills `missing` samples, or the beginning of it; less than ``finest`` may be left.
    package mutating func packets(_ missing: Int64, atMost limit: Int) -> [Packet] {
        let isLong = filled + missing > Self.longest
        var (rest, packets): (Int64, [Packet]) = (missing, [])
        while packets.count < limit, let packet = next(rest, isLong: isLong) {
            packets.append(packet)
            rest -= Int64(packet.samples)
            filled += Int64(packet.samples)
        }
        return packets
    }

    private func next(_ rest: Int64, isLong: Bool) -> Packet? {
        let concealed = Int64(unit)
        if rest >= concealed, !isLong || filled + concealed <= Self.fading {
            return Packet(payload: FramePayload([concealment]), samples: unit, isSilence: false)
        }
        // CELT of the whole band, from the longest frame to the shortest.
        let sizes: [(configuration: UInt8, samples: Int)] = [(31, 960), (30, 480), (29, 240), (28, 120)]
        guard let (configuration, samples) = sizes.first(where: { Int64($0.samples) <= rest }) else { return nil }
        let payload = [configuration << 3 | header & 4, 0xFF, 0xFE]
        return Packet(payload: FramePayload(payload), samples: samples, isSilence: true)
    }

    /// One frame without bytes. Of the kinds that have frames of 40 and 60 ms the one of 20 ms is taken.
    private var concealment: UInt8 {
        let configuration = header >> 3
        let kind = configuration < 12 && configuration & 3 > 1 ? configuration & ~3 | 1 : configuration
        return kind << 3 | header & 4
    }

    private static func samples(of header: UInt8) -> Int {
        unsafe OpusPacketHeader.sampleCount(of: [header].span.bytes) ?? 960
    }
}
