internal import Cryptography

/// The address of a page to record. Prints with its credentials masked.
public struct PageURL: Hashable, Sendable {
    private let address: Secret

    /// The address itself, for the browser.
    public func reveal() -> String { address.reveal() }

    /// Checks a request's `field`; without a scheme, `https://` is assumed.
    ///
    /// The recorder is run by its operator, so local pages (`file`, `data`, `about`) are as good as remote ones; the
    /// browser's own pages and scripts are not pages.
    public init(_ text: String, field: String = "url") throws(RequestError) {
        let isPrintable = text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
        guard !text.isEmpty, isPrintable else {
            throw .invalidURL(field: field, reason: "it is empty or has spaces; write a space as %20")
        }
        let full = PageURL.scheme(of: text) == nil ? "https://\(text)" : text
        switch PageURL.scheme(of: full) {
        case "http", "https":
            guard PageURL.isWebAddress(full) else { throw .invalidURL(field: field, reason: "it names no host") }
        case "file", "data", "about": break
        case let scheme: throw .unsupportedScheme(scheme ?? "")
        }
        address = Secret(full)
    }

    init(trusted text: String) { address = Secret(text) }

    /// `http://` or `https://` and a host.
    static func isWebAddress(_ text: String) -> Bool {
        guard let scheme = scheme(of: text), ["http", "https"].contains(scheme) else { return false }
        let rest = text.dropFirst(scheme.utf8.count + 1)
        guard rest.hasPrefix("//") else { return false }
        let authority = rest.dropFirst(2).prefix { !"/?#".contains($0) }
        let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        return !host.isEmpty && !host.hasPrefix(":") && !text.contains(where: \.isWhitespace)
    }

    /// Lower case; nil where the colon belongs to a port (`localhost:8080`) or to the path.
    private static func scheme(of text: String) -> String? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let scheme = text[..<colon]
        let isName = scheme.first?.isLetter == true
            && scheme.utf8.allSatisfy { $0 < 0x80 && ($0 | 0x20 >= 97 && $0 | 0x20 <= 122 || "0123456789+-.".utf8.contains($0)) }
        guard isName else { return nil }
        let port = text[text.index(after: colon)...].prefix { !"/?#".contains($0) }
        let isPort = !port.isEmpty && port.utf8.allSatisfy { (48...57).contains($0) }
        return isPort ? nil : scheme.lowercased()
    }
}

extension PageURL: CustomStringConvertible, CustomDebugStringConvertible {
    /// The address for logs: passwords and tokens are `***`.
    public var description: String { URLMask.masked(address.reveal()) }
    public var debugDescription: String { description }
}
