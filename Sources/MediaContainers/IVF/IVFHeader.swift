import MediaTypes

/// The fixed parts of an IVF file, little-endian: the file's header of 32 bytes, and each frame's of 12.
enum IVFHeader {
    static let timescale: Int32 = 90_000
    /// Sizes have 32 bits; nothing real comes near.
    static let largestFrame = 1 << 30
    static let lengthOffset: UInt64 = 24

    static func fourCharacterCode(_ parameters: CodecParameters) -> FourCharacterCode? {
        switch parameters {
        case .vp8: "VP80"
        case .vp9: "VP90"
        case .av1: "AV01"
        case .h264, .aac, .opus: nil
        }
    }

    static func bytes(_ parameters: CodecParameters, length: Int64) -> [UInt8] {
        let (width, height) = parameters.pictureSize ?? (0, 0)
        var writer = ByteWriter(reserving: 32)
        writer.write(ascii: "DKIF")
        writer.write(UInt16(0).byteSwapped)  // version
        writer.write(UInt16(32).byteSwapped)  // the header's size
        writer.write((fourCharacterCode(parameters) ?? "    ").bytes)
        writer.write(UInt16(clamping: width).byteSwapped)
        writer.write(UInt16(clamping: height).byteSwapped)
        writer.write(UInt32(timescale).byteSwapped)
        writer.write(UInt32(1).byteSwapped)  // ticks of that scale in a unit
        writer.write(Self.length(length))
        writer.write(UInt32(0))
        return writer.bytes
    }

    static func length(_ ticks: Int64) -> [UInt8] {
        var writer = ByteWriter(reserving: 4)
        writer.write(UInt32(clamping: ticks).byteSwapped)
        return writer.bytes
    }

    static func frame(byteCount: Int, ticks: Int64) -> [UInt8] {
        var writer = ByteWriter(reserving: 12)
        writer.write(UInt32(clamping: byteCount).byteSwapped)
        writer.write(UInt64(clamping: ticks).byteSwapped)
        return writer.bytes
    }
}
