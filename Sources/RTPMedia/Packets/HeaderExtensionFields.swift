/// The header extension of a packet to write: what is set and negotiated is written, in a fixed order.
public struct HeaderExtensionFields: Sendable {
    public var map: HeaderExtensionMap
    public var mediaIdentification: [UInt8]?
    public var streamIdentification: [UInt8]?
    public var repairedStreamIdentification: [UInt8]?
    /// In 2^-18 seconds modulo 64 seconds.
    public var absoluteSendTime: UInt32?
    public var transportSequence: UInt16?
    public var audioLevel: AudioLevel?
    public var absoluteCaptureTime: AbsoluteCaptureTime?
    public var dependencyDescriptor: [UInt8]?

    public init(map: HeaderExtensionMap = HeaderExtensionMap()) { self.map = map }

    public var isEmpty: Bool {
        !has(.mediaIdentification, mediaIdentification) && !has(.streamIdentification, streamIdentification)
            && !has(.repairedStreamIdentification, repairedStreamIdentification)
            && !has(.absoluteSendTime, absoluteSendTime) && !has(.transportSequence, transportSequence)
            && !has(.audioLevel, audioLevel) && !has(.absoluteCaptureTime, absoluteCaptureTime)
            && !has(.dependencyDescriptor, dependencyDescriptor)
    }

    private func has<Value>(_ kind: HeaderExtension, _ value: Value?) -> Bool { value != nil && map[kind] != nil }

    /// One-byte headers, unless an id or a size needs two (RFC 8285 section 4.1.2).
    private var needsTwoByteHeaders: Bool {
        let texts = [mediaIdentification, streamIdentification, repairedStreamIdentification, dependencyDescriptor]
        return map.needsTwoByteHeaders || texts.contains { ($0?.count ?? 1) > 16 || $0?.isEmpty == true }
    }

    func write(into buffer: inout PacketBuffer) {
        let isTwoByte = needsTwoByteHeaders
        buffer.append(isTwoByte ? 0x1000 : 0xBEDE as UInt16)
        let lengthOffset = buffer.count
        buffer.append(0 as UInt16)
        let start = buffer.count
        writeElements(into: &buffer, isTwoByte)
        while (buffer.count - start) % 4 != 0 && !buffer.hasOverflowed { buffer.append(0 as UInt8) }
        buffer.patch(UInt16(truncatingIfNeeded: (buffer.count - start) / 4), at: lengthOffset)
    }

    private func writeElements(into buffer: inout PacketBuffer, _ isTwoByte: Bool) {
        write(.mediaIdentification, mediaIdentification, into: &buffer, isTwoByte)
        write(.streamIdentification, streamIdentification, into: &buffer, isTwoByte)
        write(.repairedStreamIdentification, repairedStreamIdentification, into: &buffer, isTwoByte)
        if let value = absoluteSendTime, begin(.absoluteSendTime, 3, into: &buffer, isTwoByte) {
            buffer.append24(value & 0xFF_FFFF)
        }
        if let value = transportSequence, begin(.transportSequence, 2, into: &buffer, isTwoByte) {
            buffer.append(value)
        }
        if let value = audioLevel, begin(.audioLevel, 1, into: &buffer, isTwoByte) { buffer.append(value.byte) }
        if let value = absoluteCaptureTime {
            let length = value.clockOffset == nil ? 8 : 16
            if begin(.absoluteCaptureTime, length, into: &buffer, isTwoByte) {
                buffer.append(value.captured.fixedPoint)
                if let offset = value.clockOffset { buffer.append(offset) }
            }
        }
        write(.dependencyDescriptor, dependencyDescriptor, into: &buffer, isTwoByte)
    }

    private func write(
        _ kind: HeaderExtension, _ value: [UInt8]?, into buffer: inout PacketBuffer, _ isTwoByte: Bool
    ) {
        guard let value, value.count <= 255, begin(kind, value.count, into: &buffer, isTwoByte) else { return }
        buffer.append(value)
    }

    private func begin(
        _ kind: HeaderExtension, _ length: Int, into buffer: inout PacketBuffer, _ isTwoByte: Bool
    ) -> Bool {
        guard let id = map[kind] else { return false }
        if isTwoByte {
            buffer.append(id)
            buffer.append(UInt8(truncatingIfNeeded: length))
        } else {
            buffer.append(id << 4 | UInt8(truncatingIfNeeded: length - 1))
        }
        return true
    }
}
