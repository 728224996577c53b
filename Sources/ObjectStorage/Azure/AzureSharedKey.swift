internal import Cryptography

/// Azure's Shared Key: a code over a request's method, headers, path and query, under the account's key.
struct AzureSharedKey: Sendable {
    let account: String
    private let key: [UInt8]

    /// Nil when `key` is not the Base64 that the portal shows.
    init?(account: String, key: Secret) {
        guard let bytes = Base64.decode(Array(key.reveal().utf8)), !bytes.isEmpty else { return nil }
        self.account = account
        self.key = bytes
    }

    /// What of a request is signed.
    struct Subject: Sendable {
        var method: String
        /// As it is sent, encoded, with the leading slash.
        var path: String
        /// Not encoded.
        var query: [(name: String, value: String)] = []
        /// Names in lower case; `x-ms-date` and `x-ms-version` among them.
        var headers: [String: String]
        /// Of the body, in bytes.
        var contentLength: UInt64 = 0
    }

    /// The value of `authorization`.
    func authorization(for subject: Subject) throws(CryptographyError) -> String {
        "SharedKey \(account):\(try code(of: text(of: subject)))"
    }

    /// The code of `text`, in Base64.
    func code(of text: String) throws(CryptographyError) -> String {
        let message = Array(text.utf8)
        let result = try MessageCode.hmac(of: message.span, key: key.span)
        return Base64.encode(result.span)
    }

    private static let plainHeaders = [
        "content-encoding", "content-language", "content-length", "content-md5", "content-type", "date",
        "if-modified-since", "if-match", "if-none-match", "if-unmodified-since", "range",
    ]

    private func text(of subject: Subject) -> String {
        var headers = subject.headers
        // No length is written as nothing since version 2015-02-21.
        headers["content-length"] = subject.contentLength == 0 ? nil : "\(subject.contentLength)"
        var lines = [subject.method] + Self.plainHeaders.map { headers[$0] ?? "" }
        lines += headers.filter { $0.key.hasPrefix("x-ms-") && !$0.value.isEmpty }
            .sorted { Self.precedes($0.key, $1.key) }
            .map { "\($0.key):\($0.value)" }
        lines.append("/\(account)\(subject.path)")
        lines += subject.query.map { ($0.name.lowercased(), $0.value) }.sorted { $0.0 < $1.0 }.map { "\($0.0):\($0.1)" }
        return lines.joined(separator: "\n")
    }

    /// The service does not order header names by their bytes: hyphens do not count, and `_` comes before digits.
    private static func precedes(_ left: String, _ right: String) -> Bool {
        func weights(_ name: String) -> [UInt8] {
            name.utf8.filter { $0 != UInt8(ascii: "-") }.map { $0 == UInt8(ascii: "_") ? 1 : $0 }
        }
        return weights(left).lexicographicallyPrecedes(weights(right))
    }
}
