internal import Cryptography

/// Checksums of an object's content, made in one reading of it.
struct ContentDigests: Hashable, Sendable {
    enum Kind: Hashable, Sendable { case md5, sha256, crc32c }

    /// Each empty unless asked for.
    var md5: [UInt8] = []
    var sha256: [UInt8] = []
    var crc32c: [UInt8] = []

    /// Reads all of `content`; blocks.
    static func make(_ content: ObjectContent, _ kinds: Set<Kind>) throws(ContentReader.Failure) -> ContentDigests {
        let reader = try ContentReader(content)
        var result = ContentDigests()
        do {
            var md5 = try MessageDigest(.md5)
            var sha256 = try MessageDigest(.sha256)
            var crc32c = CRC32C()
            while case let piece = try reader.read(pieceSize), !piece.isEmpty {
                if kinds.contains(.md5) { try md5.update(piece.span) }
                if kinds.contains(.sha256) { try sha256.update(piece.span) }
                if kinds.contains(.crc32c) { crc32c.update(piece.span) }
            }
            if kinds.contains(.md5) { result.md5 = try md5.finish() }
            if kinds.contains(.sha256) { result.sha256 = try sha256.finish() }
            if kinds.contains(.crc32c) { result.crc32c = crc32c.bytes }
        } catch {
            throw error as? ContentReader.Failure ?? ContentReader.Failure(detail: "\(error)")
        }
        return result
    }

    private static let pieceSize = 256 << 10
}
