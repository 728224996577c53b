/// RFC 6184, packetization mode 1: small NAL units together in a STAP-A, large ones apart in FU-A.
struct H264Packetizer {
    private var position = 0
    /// Of the NAL unit that is being sent in fragments; empty without one.
    private var fragment = 0..<0
    private var fragmentHeader: UInt8 = 0
    private var isFirstFragment = false

    mutating func writeNext(of frame: RawSpan, limit: Int, into buffer: inout PacketBuffer) -> Bool? {
        if !fragment.isEmpty { return writeFragment(of: frame, limit, into: &buffer) }
        guard let unit = nextUnit(frame, at: position) else { return nil }
        guard unit.count > limit else { return writeWhole(unit, of: frame, limit, into: &buffer) }
        position = unit.upperBound
        fragmentHeader = frame.byte(at: unit.lowerBound) ?? 0
        fragment = (unit.lowerBound + 1)..<unit.upperBound
        isFirstFragment = true
        return writeFragment(of: frame, limit, into: &buffer)
    }

    private func nextUnit(_ frame: RawSpan, at start: Int) -> Range<Int>? {
        guard let length = frame.integer(at: start, as: UInt32.self), length > 0,
            Int(length) <= frame.byteCount - start - 4
        else { return nil }
        return (start + 4)..<(start + 4 + Int(length))
    }

    private func isAtEnd(_ frame: RawSpan) -> Bool { nextUnit(frame, at: position) == nil }

    private mutating func writeFragment(of frame: RawSpan, _ limit: Int, into buffer: inout PacketBuffer) -> Bool {
        let end = min(fragment.lowerBound + limit - 2, fragment.upperBound)
        let isLast = end == fragment.upperBound
        buffer.append(fragmentHeader & 0xE0 | 28)
        buffer.append((isFirstFragment ? 0x80 : 0) | (isLast ? 0x40 : 0) | fragmentHeader & 0x1F)
        buffer.append(frame.extracting(fragment.lowerBound..<end))
        fragment = end..<fragment.upperBound
        isFirstFragment = false
        return isLast && isAtEnd(frame)
    }

    private mutating func writeWhole(
        _ first: Range<Int>, of frame: RawSpan, _ limit: Int, into buffer: inout PacketBuffer
    ) -> Bool {
        var end = first.upperBound
        var size = 1 + 2 + first.count
        var importance = (frame.byte(at: first.lowerBound) ?? 0) & 0x60
        while let unit = nextUnit(frame, at: end), size + 2 + unit.count <= limit {
            size += 2 + unit.count
            importance = max(importance, (frame.byte(at: unit.lowerBound) ?? 0) & 0x60)
            end = unit.upperBound
        }
        position = first.upperBound
        guard end > first.upperBound else {
            buffer.append(frame.extracting(first))
            return isAtEnd(frame)
        }
        buffer.append(importance | 24)
        position = first.lowerBound - 4
        while position < end, let unit = nextUnit(frame, at: position) {
            buffer.append(UInt16(truncatingIfNeeded: unit.count))
            buffer.append(frame.extracting(unit))
            position = unit.upperBound
        }
        return isAtEnd(frame)
    }
}
