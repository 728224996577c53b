/// A WebSocket's address, taken apart without decoding anything.
struct WebSocketTarget: Hashable {
    /// What the connection is made to: `http` or `https`, host and port. Safe to be told.
    let origin: String
    /// Host and port as the `Host` field has them.
    let authority: String
    /// Path and query, as given: never told, since tokens travel in the query.
    let resource: String

    /// Nil for what is no `ws`, `wss`, `http` or `https` address, or carries a user name.
    init?(_ url: String) {
        let schemes = ["ws": "http", "wss": "https", "http": "http", "https": "https"]
        guard let separator = url.firstRange(of: "://"),
            let scheme = schemes[url[..<separator.lowerBound].lowercased()]
        else { return nil }
        let rest = url[separator.upperBound...].prefix { $0 != "#" }
        let authority = rest.prefix { !"/?\\".contains($0) }
        let resource = rest[authority.endIndex...]
        guard !authority.isEmpty, !authority.contains("@"), rest.utf8.allSatisfy({ (33...126).contains($0) }) else {
            return nil
        }
        self.authority = String(authority)
        self.resource = resource.hasPrefix("/") ? String(resource) : "/" + resource
        origin = "\(scheme)://\(authority)"
    }
}
