internal import Cryptography

/// What is sent with a content, and what its answer is compared with, made in one reading.
struct AliOSSChecksums: Sendable {
    /// In Base64.
    var md5: String
    var crc64: UInt64

    private static let pieceSize = 256 << 10

    /// Reads all of `content`; blocks.
    static func make(_ content: ObjectContent) throws(ContentReader.Failure) -> AliOSSChecksums {
        do {
            let reader = try ContentReader(content)
            var digest = try MessageDigest(.md5)
            var crc64 = CRC64()
            while case let piece = try reader.read(pieceSize), !piece.isEmpty {
                try digest.update(piece.span)
                crc64.update(piece.span)
            }
            let md5 = try digest.finish()
            return AliOSSChecksums(md5: Base64.encode(md5.span), crc64: crc64.value)
        } catch {
            throw error as? ContentReader.Failure ?? ContentReader.Failure(detail: "\(error)")
        }
    }

    static let header = "x-oss-hash-crc64ecma"
}
