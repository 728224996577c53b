internal import Cryptography

/// A shared access signature that somebody gave us.
struct AzureSharedAccessToken: Sendable {
    /// As it goes into addresses.
    let query: Secret
    /// The letters of what it allows; empty when a policy in the store says that.
    let permissions: String

    /// Nil for what is no query with a signature.
    init?(_ token: Secret) {
        var text = token.reveal()[...]
        while let first = text.first, first == "?" || first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        let fields = text.split(separator: "&").map { $0.split(separator: "=", maxSplits: 1) }
        guard fields.contains(where: { $0.count == 2 && $0[0] == "sig" }), !text.utf8.contains(where: { $0 < 33 || $0 > 126 })
        else { return nil }
        query = Secret(String(text))
        permissions = fields.first { $0.count == 2 && $0[0] == "sp" }.map { String($0[1]) } ?? ""
    }
}
