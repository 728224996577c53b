/// What is kept of a part: the name the store wants back, and the checksum that the whole's is computed from.
struct AliOSSPartTag: Hashable, Sendable {
    var etag: String
    var crc64: UInt64

    init(etag: String, crc64: UInt64) {
        self.etag = etag
        self.crc64 = crc64
    }

    init?(_ text: String) {
        guard let space = text.lastIndex(of: " "), let crc64 = UInt64(text[text.index(after: space)...]) else { return nil }
        self.init(etag: String(text[..<space]), crc64: crc64)
    }

    var text: String { "\(etag) \(crc64)" }

    /// The checksum of all parts in a row; nil when a tag is not one of ours.
    static func combined(_ parts: [UploadedPart]) -> UInt64? {
        var value: UInt64 = 0
        for part in parts {
            guard let tag = AliOSSPartTag(part.tag) else { return nil }
            value = CRCCombination.crc64.combined(value, tag.crc64, secondSize: part.size)
        }
        return value
    }

    /// The parts as the store wants them listed.
    static func document(_ parts: [UploadedPart]) -> [UInt8] {
        let items = parts.map { part in
            let etag = (AliOSSPartTag(part.tag)?.etag ?? "").filter { !"<>&".contains($0) }
            return "<Part><PartNumber>\(part.number)</PartNumber><ETag>\(etag)</ETag></Part>"
        }
        return Array("<CompleteMultipartUpload>\(items.joined())</CompleteMultipartUpload>".utf8)
    }
}
