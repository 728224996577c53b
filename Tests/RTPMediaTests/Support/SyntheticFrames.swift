import RTPMedia
import TestSupport

/// Frames with true headers and random contents.
struct SyntheticFrames {
    let codec: RTPCodec
    var random: SeededGenerator
    private var count = 0

    init(codec: RTPCodec, seed: UInt64) {
        self.codec = codec
        random = SeededGenerator(seed: seed)
    }

    /// The first frame and every tenth are key frames.
    mutating func next(largest: Int = 6_000) -> (bytes: [UInt8], isKeyframe: Bool) {
        defer { count += 1 }
        let isKeyframe = count % 10 == 0 || !codec.isVideo
        // Mostly small, as frames are.
        let size = Int.random(in: 0...3, using: &random) == 0 ? largest : largest / 8
        switch codec {
        case .h264: return (h264(isKeyframe, size), isKeyframe)
        case .vp8:
            let key: [UInt8] = [0x10, 2, 0, 0x9D, 0x01, 0x2A, 0x40, 0x01, 0xB4, 0x00]
            return ((isKeyframe ? key : [0x11, 2, 0]) + noise(1...size), isKeyframe)
        case .vp9:
            // Profile 0, shown; the key frame's size is 320 x 180.
            let key: [UInt8] = [0x82, 0x49, 0x83, 0x42, 0x20, 0x13, 0xF0, 0x0B, 0x30]
            return ((isKeyframe ? key : [0x86]) + noise(1...size), isKeyframe)
        case .av1: return (av1(isKeyframe, size), isKeyframe)
        case .opus: return ([0x78] + noise(1...120), true)
        case .pcmu, .pcma: return (noise(160...160), true)
        }
    }

    private mutating func noise(_ sizes: ClosedRange<Int>) -> [UInt8] {
        let first = UInt8(truncatingIfNeeded: random.next())
        let count = Int.random(in: sizes, using: &random)
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            for index in 0..<count {
                buffer.initializeElement(at: index, to: first &+ UInt8(truncatingIfNeeded: index &* 7))
            }
            initialized = count
        }
    }

    /// x264's sets for 320 x 180, baseline.
    static let sequenceParameterSet: [UInt8] = [
        0x67, 0x42, 0xC0, 0x0C, 0xD9, 0x01, 0x41, 0x9F, 0x9E, 0x10, 0x00, 0x00, 0x03, 0x00, 0x10, 0x00, 0x00, 0x03,
        0x03, 0xC0, 0xF1, 0x42, 0x99, 0x60,
    ]
    static let pictureParameterSet: [UInt8] = [0x68, 0xCB, 0x83, 0xCB, 0x20]

    private mutating func h264(_ isKeyframe: Bool, _ size: Int) -> [UInt8] {
        var units: [[UInt8]] = isKeyframe ? [Self.sequenceParameterSet, Self.pictureParameterSet] : []
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            units.append([isKeyframe ? 0x65 : 0x41] + noise(1...size))
        }
        return units.flatMap { unit in
            let length = UInt32(unit.count)
            return (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) } + unit
        }
    }

    /// From a captured stream: 320 x 180.
    static let sequenceHeader: [UInt8] = [0x0A, 0x0A, 0x00, 0x00, 0x00, 0x04, 0x3C, 0xFE, 0xCC, 0x01, 0xA0, 0x08]

    private mutating func av1(_ isKeyframe: Bool, _ size: Int) -> [UInt8] {
        var units = isKeyframe ? Self.sequenceHeader : []
        var bodies = [[isKeyframe ? 0x10 : 0x30] + noise(1...size)]
        for _ in 0..<Int.random(in: 0...4, using: &random) { bodies.append(noise(1...200)) }
        for (index, body) in bodies.enumerated() {
            // A frame OBU, then tile groups; some with an extension byte.
            let hasExtension = Bool.random(using: &random)
            units.append((index == 0 ? 6 : 4) << 3 | 2 | (hasExtension ? 4 : 0))
            if hasExtension { units.append(0x20) }
            var rest = body.count
            while rest > 0x7F {
                units.append(UInt8(rest & 0x7F) | 0x80)
                rest >>= 7
            }
            units += [UInt8(rest)] + body
        }
        return units
    }
}

/// The packets that a frame becomes, by the packetizers.
struct SentPacket {
    var payload: [UInt8]
    var timestamp: UInt32
    var sequence: Int64
    var isMarked: Bool
}

extension SentPacket {
    static func packets(
        _ codec: RTPCodec, _ frame: [UInt8], isKeyframe: Bool, timestamp: UInt32, sequence: Int64, pictureID: UInt16,
        limit: Int = 1_200
    ) -> [SentPacket] {
        var packets: [SentPacket] = []
        var packetizer = Packetizer(
            codec: codec, frame: frame.span.bytes, limit: limit, pictureID: pictureID, isKeyframe: isKeyframe)
        var buffer = PacketBuffer(capacity: 65_536)
        while let isLast = packetizer.writeNext(into: &buffer) {
            packets.append(
                SentPacket(
                    payload: buffer.bytes.array, timestamp: timestamp, sequence: sequence + Int64(packets.count),
                    isMarked: isLast))
            buffer.removeAll()
        }
        return packets
    }
}
