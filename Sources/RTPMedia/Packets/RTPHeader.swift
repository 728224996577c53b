/// The fields of an RTP packet to write.
public struct RTPHeader: Hashable, Sendable {
    public var payloadType: UInt8
    public var isMarked: Bool
    public var sequenceNumber: UInt16
    public var timestamp: UInt32
    public var ssrc: UInt32

    public init(payloadType: UInt8, isMarked: Bool, sequenceNumber: UInt16, timestamp: UInt32, ssrc: UInt32) {
        self.payloadType = payloadType & 0x7F
        self.isMarked = isMarked
        self.sequenceNumber = sequenceNumber
        self.timestamp = timestamp
        self.ssrc = ssrc
    }

    /// Those of a packet that came in.
    public init(_ packet: borrowing RTPPacket) {
        self.init(
            payloadType: packet.payloadType, isMarked: packet.isMarked, sequenceNumber: packet.sequenceNumber,
            timestamp: packet.timestamp, ssrc: packet.ssrc)
    }

    /// Begins a packet in `buffer`, which must be empty: the fixed header, and `extensions` when there are any. The
    /// payload is appended to it.
    public func write(into buffer: inout PacketBuffer, extensions: borrowing HeaderExtensionFields) {
        buffer.append(UInt8(extensions.isEmpty ? 0x80 : 0x90))
        buffer.append(payloadType | (isMarked ? 0x80 : 0))
        buffer.append(sequenceNumber)
        buffer.append(timestamp)
        buffer.append(ssrc)
        if !extensions.isEmpty { extensions.write(into: &buffer) }
    }

    public func write(into buffer: inout PacketBuffer) { write(into: &buffer, extensions: HeaderExtensionFields()) }
}
