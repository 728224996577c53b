/// What stands in front of VP8 in a packet (RFC 7741 section 4.2).
public struct VP8PayloadDescriptor: Hashable, Sendable {
    /// N: no other frame refers to this one.
    public var isDiscardable = false
    /// S: the payload begins a partition.
    public var startsPartition = false
    /// PID.
    public var partition: UInt8 = 0
    /// 7 or 15 bits.
    public var pictureID: UInt16?
    /// M: the picture ID has 15 bits.
    public var hasLongPictureID = false
    /// TL0PICIDX.
    public var baseLayerIndex: UInt8?
    /// TID, together with Y.
    public var temporalLayer: UInt8?
    /// Y: the frame refers to the base layer only.
    public var isLayerSync = false
    public var keyIndex: UInt8?
    /// Where the descriptor ends.
    public private(set) var byteCount = 1

    public init() {}

    /// Whether the payload begins a frame.
    public var startsFrame: Bool { startsPartition && partition == 0 }

    /// `nil` when the payload is cut.
    @inline(__always)
    public init?(_ payload: RawSpan) {
        guard let first = payload.byte(at: 0) else { return nil }
        isDiscardable = first & 0x20 != 0
        startsPartition = first & 0x10 != 0
        partition = first & 0x07
        guard first & 0x80 != 0 else { return }
        guard let flags = payload.byte(at: 1) else { return nil }
        byteCount = 2
        if flags & 0x80 != 0 {
            guard let high = payload.byte(at: byteCount) else { return nil }
            byteCount += 1
            pictureID = UInt16(high & 0x7F)
            if high & 0x80 != 0 {
                guard let low = payload.byte(at: byteCount) else { return nil }
                byteCount += 1
                hasLongPictureID = true
                pictureID = UInt16(high & 0x7F) << 8 | UInt16(low)
            }
        }
        if flags & 0x40 != 0 {
            guard let index = payload.byte(at: byteCount) else { return nil }
            byteCount += 1
            baseLayerIndex = index
        }
        if flags & 0x30 != 0 {
            guard let byte = payload.byte(at: byteCount) else { return nil }
            byteCount += 1
            if flags & 0x20 != 0 {
                temporalLayer = byte >> 6
                isLayerSync = byte & 0x20 != 0
            }
            if flags & 0x10 != 0 { keyIndex = byte & 0x1F }
        }
    }

    public func write(into buffer: inout PacketBuffer) {
        let hasLayer = temporalLayer != nil || keyIndex != nil
        let isExtended = pictureID != nil || baseLayerIndex != nil || hasLayer
        let flags: UInt8 = (isExtended ? 0x80 : 0) | (isDiscardable ? 0x20 : 0) | (startsPartition ? 0x10 : 0)
        buffer.append(flags | partition & 0x07)
        guard isExtended else { return }
        let optional: UInt8 = (pictureID == nil ? 0 : 0x80) | (baseLayerIndex == nil ? 0 : 0x40)
        buffer.append(optional | (temporalLayer == nil ? 0 : 0x20) | (keyIndex == nil ? 0 : 0x10))
        if let pictureID {
            if hasLongPictureID { buffer.append(0x8000 | pictureID) } else { buffer.append(UInt8(pictureID & 0x7F)) }
        }
        if let baseLayerIndex { buffer.append(baseLayerIndex) }
        if hasLayer {
            let layer = (temporalLayer ?? 0) << 6 | (isLayerSync ? 0x20 : 0)
            buffer.append(layer | (keyIndex ?? 0) & 0x1F)
        }
    }
}
