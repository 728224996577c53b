import MediaTypes

/// RFC 7741.
struct VP8Depacketizer {
    private var size: (Int32, Int32) = (0, 0)

    /// False when the payload is broken or is not the one that must come here. What came of a frame before a gap is
    /// kept; what came after it could not be read.
    @inline(__always)
    mutating func push(
        _ payload: RawSpan, _ context: PayloadContext, _ unit: inout AccessUnit, _ storage: inout UnitStorage
    ) -> Bool {
        guard !unit.isDamaged, let descriptor = VP8PayloadDescriptor(payload) else { return false }
        let data = payload.dropping(descriptor.byteCount)
        guard descriptor.startsFrame == context.isFirst, data.byteCount > 0 else { return false }
        if context.isFirst {
            guard let header = VP8FrameHeader(data) else { return false }
            unit.isKeyframe = header.isKeyframe
            if header.isKeyframe { note(header, &unit) }
        }
        return storage.append(data)
    }

    private mutating func note(_ header: VP8FrameHeader, _ unit: inout AccessUnit) {
        (unit.width, unit.height) = (Int32(header.width), Int32(header.height))
        unit.hasNewParameters = (unit.width, unit.height) != size
        size = (unit.width, unit.height)
    }
}
