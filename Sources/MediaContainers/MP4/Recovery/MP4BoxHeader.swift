import MediaTypes

/// Type and extent of a box (ISO/IEC 14496-12 section 4.2).
struct MP4BoxHeader {
    let type: FourCharacterCode
    /// Of size and type: 8 or 16 bytes.
    let headerSize: UInt64
    /// Of the whole box.
    let size: UInt64

    /// `nil` when the bytes are too few or the size is impossible, boxes to the end of the file included: we write none.
    init?(_ bytes: RawSpan) {
        var reader = ByteReader(bytes)
        guard let short = reader.read(UInt32.self), let type = reader.read(UInt32.self) else { return nil }
        self.type = FourCharacterCode(type)
        if short == 1 {
            guard let long = reader.read(UInt64.self), long >= 16, long <= UInt64(Int64.max) else { return nil }
            headerSize = 16
            size = long
        } else {
            guard short >= 8 else { return nil }
            headerSize = 8
            size = UInt64(short)
        }
    }
}
