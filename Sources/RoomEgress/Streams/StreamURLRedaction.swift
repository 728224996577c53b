/// Shortens what is secret in stream addresses.
enum StreamURLRedaction {
    /// The ends of a key, and less of a shorter one: `{abc...xyz}`.
    static func key(_ key: some StringProtocol) -> String {
        let shown =
            switch key.count {
            case 9...: 3
            case 6...: 2
            case 3...: 1
            default: 0
            }
        return "{\(key.prefix(shown))...\(key.suffix(shown))}"
    }

    /// An address that could not be read: of what comes after the scheme only host and application are kept, and nothing at
    /// all where the whole of it is a key, or may be.
    static func unread(_ address: String) -> String {
        guard let separator = address.firstRange(of: "://") else { return keyIfAny(address) }
        let scheme = address[..<separator.upperBound]
        let rest = address[separator.upperBound...]
        guard !["mux", "twitch"].contains(address[..<separator.lowerBound].lowercased()) else {
            return scheme + keyIfAny(rest)
        }
        // A password may hold any of the characters that end the host.
        let at = rest.lastIndex(of: "@")
        let location = at.map { rest[rest.index(after: $0)...] } ?? rest
        let hostEnd = location.firstIndex { "/?#".contains($0) || $0.isWhitespace } ?? location.endIndex
        return scheme + (at == nil ? "" : "{...}@") + location[..<hostEnd] + path(location[hostEnd...])
    }

    private static func path(_ path: Substring) -> String {
        guard let first = path.first else { return "" }
        let parts = path.dropFirst()
        guard first == "/", let slash = parts.firstIndex(of: "/") else { return "\(first)\(keyIfAny(parts))" }
        return "/\(parts[...slash])\(keyIfAny(parts[parts.index(after: slash)...]))"
    }

    private static func keyIfAny(_ text: some StringProtocol) -> String { text.isEmpty ? "" : key(text) }
}
