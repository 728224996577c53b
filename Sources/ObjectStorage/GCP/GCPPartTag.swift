internal import Cryptography

/// What is kept of a part: the name the store wants back, and the checksum that the whole's is computed from.
struct GCPPartTag: Hashable, Sendable {
    var etag: String
    /// In Base64.
    var crc32c: String

    init(etag: String, crc32c: String) {
        self.etag = etag
        self.crc32c = crc32c
    }

    init?(_ text: String) {
        guard let space = text.lastIndex(of: " ") else { return nil }
        self.init(etag: String(text[..<space]), crc32c: String(text[text.index(after: space)...]))
    }

    var text: String { "\(etag) \(crc32c)" }

    /// The checksum of all parts in a row, in Base64; nil when a tag is not one of ours.
    static func combined(_ parts: [UploadedPart]) -> String? {
        var value: UInt64 = 0
        for part in parts {
            guard let tag = GCPPartTag(part.tag), let bytes = Base64.decode(Array(tag.crc32c.utf8)), bytes.count == 4 else {
                return nil
            }
            let next = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            value = CRCCombination.crc32c.combined(value, next, secondSize: part.size)
        }
        let bytes = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> UInt64($0)) }
        return Base64.encode(bytes.span)
    }

    /// The parts as the store wants them listed.
    static func document(_ parts: [UploadedPart]) -> [UInt8] {
        let items = parts.map { part in
            let etag = (GCPPartTag(part.tag)?.etag ?? "").filter { !"<>&".contains($0) }
            return "<Part><PartNumber>\(part.number)</PartNumber><ETag>\(etag)</ETag></Part>"
        }
        return Array("<CompleteMultipartUpload>\(items.joined())</CompleteMultipartUpload>".utf8)
    }
}
