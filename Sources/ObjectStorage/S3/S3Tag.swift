internal import Cryptography
internal import HTTPTransport

/// The ETags of objects and parts: their MD5, unless the server encrypts with a key that it manages.
enum S3Tag {
    static func plain(_ tag: String) -> String { tag.filter { $0 != "\"" } }

    static func of(_ success: S3Client.Success) -> String { plain(success.answer.headers["etag"] ?? "") }

    /// How a tag is not what it should be.
    struct Difference: Error, CustomStringConvertible {
        let tag: String
        let expected: String

        var description: String { "the store has \(tag), sent was \(expected)" }
    }

    /// The tag of what was sent, compared with our MD5 of it.
    static func check(_ success: S3Client.Success) -> Result<String, Difference> {
        let tag = of(success)
        guard isMD5(tag), !hasOwnTag(success.answer.headers) else { return .success(tag) }
        let expected = Hexadecimal.encode(success.md5)
        return tag.lowercased() == expected ? .success(tag) : .failure(Difference(tag: tag, expected: expected))
    }

    /// The tag of an object made of parts: the MD5 of their MD5s, and how many they are. Nil when theirs are none.
    static func composite(of parts: [UploadedPart]) -> String? {
        var digests: [UInt8] = []
        for part in parts.sorted(by: { $0.number < $1.number }) {
            guard isMD5(part.tag) else { return nil }
            let digits = part.tag.compactMap(\.hexDigitValue).map { UInt8($0) }
            digests += stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
        }
        guard let digest = try? MessageDigest.of(digests.span, .md5) else { return nil }
        return "\(Hexadecimal.encode(digest))-\(parts.count)"
    }

    private static func isMD5(_ tag: String) -> Bool {
        tag.utf8.count == 32 && tag.allSatisfy(\.isHexDigit) && tag.allSatisfy(\.isASCII)
    }

    /// With these the tag is not of the content; the server has compared Content-MD5 all the same.
    private static func hasOwnTag(_ headers: [String: String]) -> Bool {
        headers["x-amz-server-side-encryption"].map { $0 != "AES256" } ?? false
            || headers["x-amz-server-side-encryption-customer-algorithm"] != nil
    }
}
