/// The table-of-contents byte of an Opus packet (RFC 6716 section 3.1).
public enum OpusPacketHeader {
    /// How many samples at 48 kHz the packet decodes to; `nil` for a malformed packet.
    public static func sampleCount(of packet: RawSpan) -> Int? {
        guard let contents = packet.byte(at: 0) else { return nil }
        guard let frames = frameCount(contents, packet) else { return nil }
        let total = frames * samplesPerFrame(configuration: Int(contents >> 3))
        return total > 0 && total <= 5760 ? total : nil  // a packet lasts at most 120 ms
    }

    private static func frameCount(_ contents: UInt8, _ packet: RawSpan) -> Int? {
        switch contents & 3 {
        case 0: 1
        case 1, 2: 2
        default: packet.byte(at: 1).map { Int($0 & 0x3F) }
        }
    }

    /// Table 2.
    private static func samplesPerFrame(configuration: Int) -> Int {
        switch configuration {
        case 0..<12: [480, 960, 1920, 2880][configuration & 3]
        case 12..<16: [480, 960][configuration & 1]
        default: [120, 240, 480, 960][configuration & 3]
        }
    }
}
