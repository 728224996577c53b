/// Puts earlier packets of sound into later ones (RFC 2198), so that a lost one comes with the next.
public struct RedundantAudioWriter {
    private var earlier: [(timestamp: UInt32, bytes: [UInt8])] = []
    private let payloadType: UInt8
    private let distance: Int

    /// `payloadType` is the one of the sound itself; `distance` how many earlier packets each carries, 1 or 2.
    public init(payloadType: UInt8, distance: Int = 1) {
        self.payloadType = payloadType & 0x7F
        self.distance = min(max(distance, 1), 2)
    }

    /// Appends the RED payload for `sound`. An earlier packet that a header cannot describe is left out.
    public mutating func write(_ sound: RawSpan, timestamp: UInt32, into buffer: inout PacketBuffer) {
        // Receivers take the blocks for the packets right before this one: none may be missing in between.
        let first = earlier.lastIndex { timestamp &- $0.timestamp > 0x3FFF || $0.bytes.count > 0x3FF }
        let blocks = earlier.dropFirst(first.map { $0 + 1 } ?? 0)
        for block in blocks {
            let offset = (timestamp &- block.timestamp) << 10
            buffer.append(UInt32(0x80 | payloadType) << 24 | offset | UInt32(block.bytes.count))
        }
        buffer.append(payloadType)
        for block in blocks { buffer.append(block.bytes) }
        buffer.append(sound)
        if earlier.count == distance { earlier.removeFirst() }
        earlier.append((timestamp, sound.copied()))
    }
}
