internal import Cryptography

/// Hides the credentials in an address: the password before the host, and parameters whose name says secret.
enum URLMask {
    static func masked(_ address: String) -> String { maskParameters(maskPassword(address)) }

    private static func maskPassword(_ address: String) -> String {
        guard let start = address.range(of: "://")?.upperBound else { return address }
        let end = address[start...].firstIndex { "/?#".contains($0) } ?? address.endIndex
        guard let at = address[start..<end].lastIndex(of: "@") else { return address }
        return "\(address[..<start])\(Secret.mask)\(address[at...])"
    }

    /// Also inside the fragment, where hash routers keep a query of their own.
    private static func maskParameters(_ address: String) -> String {
        var result = ""
        var rest = Substring(address)
        while let mark = rest.firstIndex(where: { "?&#".contains($0) }) {
            let begin = rest.index(after: mark)
            result += rest[..<begin]
            if let secret = secretValue(rest[begin...]) {
                result += rest[begin..<secret.startIndex] + Secret.mask
                rest = rest[secret.endIndex...]
            } else {
                let end = rest[begin...].firstIndex { "?&#".contains($0) } ?? rest.endIndex
                result += rest[begin..<end]
                rest = rest[end...]
            }
        }
        return result + rest
    }

    /// The value of the parameter that `text` begins with, if its name says secret; it ends before the next parameter.
    private static func secretValue(_ text: Substring) -> Substring? {
        let name = text.prefix { !"=?&#".contains($0) }
        guard name.endIndex < text.endIndex, text[name.endIndex] == "=", isSecret(name) else { return nil }
        return text[text.index(after: name.endIndex)...].prefix { !"&#".contains($0) }
    }

    /// The values that ``masked(_:)`` hides in parameters, as they stand in the address and as a page reads them; short
    /// ones, which hide nothing and would blot out ordinary words, left out. The longest come first.
    static func secretValues(in address: String) -> [String] {
        var values: Set<String> = []
        for mark in address.indices where "?&#".contains(address[mark]) {
            guard let value = secretValue(address[address.index(after: mark)...]) else { continue }
            let decoded = PercentEncoding.decode(value)
            values.formUnion([String(value), decoded, PercentEncoding.decode(value, plusIsSpace: true)])
        }
        return values.filter { $0.utf8.count >= 8 }.sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }
    }

    private static func isSecret(_ name: Substring) -> Bool {
        let name = PercentEncoding.decode(name).lowercased()
        return tellingParts.contains { name.contains($0) } || name.hasSuffix("key")
            || name.split { !$0.isLetter && !$0.isNumber }.contains { tellingWords.contains(String($0)) }
    }

    /// Anywhere in a name.
    private static let tellingParts = [
        "token", "secret", "password", "passwd", "passphrase", "credential", "signature", "authorization", "apikey",
    ]
    /// Between other words of a name.
    private static let tellingWords: Set<String> = [
        "key", "sig", "auth", "jwt", "pass", "pwd", "pw", "pin", "otp", "bearer", "session", "sid", "sessionid",
    ]
}

extension String {
    /// Foundation's search, without Foundation.
    fileprivate func range(of needle: String) -> Range<Index>? { ranges(of: needle).first }
}
