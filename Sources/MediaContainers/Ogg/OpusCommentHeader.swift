import MediaTypes

/// The second packet of an Opus stream (RFC 7845 section 5.2): who wrote it, and no comments.
enum OpusCommentHeader {
    static let bytes: [UInt8] = {
        let vendor = Array("Sluice".utf8)
        var writer = ByteWriter()
        writer.write(ascii: "OpusTags")
        writer.write(UInt32(vendor.count).byteSwapped)
        writer.write(vendor)
        writer.write(UInt32(0))
        return writer.bytes
    }()
}
