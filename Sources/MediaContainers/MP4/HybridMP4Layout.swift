/// The parts of the file that are neither index nor media.
///
/// While it grows: `ftyp`, a placeholder, `moov`, then `moof` and `mdat` pairs. The placeholder is a `free` box of 16
/// bytes that holds a signature. When a complete `moov` stands at the end, those 16 bytes become the header of one
/// 64-bit `mdat` that covers everything up to it; a single small write, so that no reader ever meets a state between.
enum HybridMP4Layout {
    /// Says that a file is ours and unfinished.
    static let signature: [UInt8] = Array("SluiceR1".utf8)
    static let placeholderSize: UInt64 = 16
    static let placeholderOffset = UInt64(fileType.count)

    static let fileType: [UInt8] = {
        var writer = BoxWriter()
        writer.box("ftyp") { box in
            box.write("isom" as FourCharacterCode)
            box.write(UInt32(512))
            for brand: FourCharacterCode in ["isom", "iso6", "avc1", "mp41"] { box.write(brand) }
        }
        return writer.bytes
    }()

    static let placeholder: [UInt8] = {
        var writer = BoxWriter()
        writer.box("free") { $0.write(signature) }
        return writer.bytes
    }()

    /// What replaces the placeholder once an index stands at `indexOffset`.
    static func mediaHeader(indexOffset: UInt64) -> [UInt8] {
        var writer = BoxWriter()
        writer.write(UInt32(1))  // the size is the 64-bit one
        writer.write("mdat" as FourCharacterCode)
        writer.write(indexOffset - placeholderOffset)
        return writer.bytes
    }
}
