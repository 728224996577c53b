/// The part of an address between `://` and the path: `user:password@host:port`.
struct StreamAuthority {
    let userName: String?
    let password: String?
    let host: String
    let port: Int?
    let redacted: String

    init?(_ text: String) {
        var location = Substring(text)
        var user: String?
        var password: String?
        var prefix = ""
        if let at = text.lastIndex(of: "@") {
            let parts = text[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            user = String(parts[0])
            password = parts.count > 1 ? String(parts[1]) : nil
            prefix = parts[0] + (parts.count > 1 ? ":{...}@" : "@")
            location = text[text.index(after: at)...]
        }
        userName = user
        self.password = password
        redacted = prefix + location

        let hostEnd: Substring.Index
        if location.first == "[" {
            guard let bracket = location.firstIndex(of: "]") else { return nil }
            host = String(location[location.index(after: location.startIndex)..<bracket])
            hostEnd = location.index(after: bracket)
        } else {
            hostEnd = location.firstIndex(of: ":") ?? location.endIndex
            host = String(location[..<hostEnd])
        }
        guard !host.isEmpty else { return nil }
        let rest = location[hostEnd...]
        if rest.isEmpty {
            port = nil
        } else {
            guard rest.first == ":", let number = Int(rest.dropFirst()), (1...65_535).contains(number) else {
                return nil
            }
            port = number
        }
    }
}
