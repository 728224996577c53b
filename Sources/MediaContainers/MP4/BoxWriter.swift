import MediaTypes

/// Builds nested boxes (ISO/IEC 14496-12 section 4.2); each size is filled in when its box ends.
struct BoxWriter {
    private var writer: ByteWriter

    init(reserving capacity: Int = 0) { writer = ByteWriter(reserving: capacity) }

    var bytes: [UInt8] { writer.bytes }
    var count: Int { writer.count }

    mutating func box(_ type: FourCharacterCode, _ body: (inout BoxWriter) -> Void) {
        let start = count
        write(UInt32(0))
        write(type.value)
        body(&self)
        patch(UInt32(clamping: count - start), at: start)
    }

    mutating func fullBox(
        _ type: FourCharacterCode, version: UInt8 = 0, flags: UInt32 = 0, _ body: (inout BoxWriter) -> Void
    ) {
        box(type) { box in
            box.write(UInt32(version) << 24 | flags & 0xFF_FFFF)
            body(&box)
        }
    }

    mutating func write<Field: FixedWidthInteger>(_ value: Field) { writer.write(value) }
    mutating func write(_ type: FourCharacterCode) { writer.write(type.value) }
    mutating func write(_ bytes: [UInt8]) { writer.write(bytes) }
    mutating func zeros(_ count: Int) { writer.write([UInt8](repeating: 0, count: count)) }
    mutating func patch(_ value: UInt32, at offset: Int) { writer.patch(value, at: offset) }

    /// The unity transformation of `mvhd` and `tkhd`.
    mutating func unityMatrix() {
        for value: UInt32 in [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x4000_0000] { write(value) }
    }
}
