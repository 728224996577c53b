internal import Cryptography
internal import ProtocolModels
internal import WebRTCTransport

extension ConnectivitySettings.Server {
    /// The servers that a join response names, as far as they can be used: `stun:`, `turn:` over UDP and TCP, and `turns:`.
    static func servers(_ list: [LiveKit.ICEServer]) -> [ConnectivitySettings.Server] {
        list.prefix(8).flatMap { server in
            server.urls.prefix(8).compactMap {
                ConnectivitySettings.Server(url: $0, username: server.username, password: Secret(server.credential))
            }
        }
    }

    /// RFC 7064 and 7065: `turn:host:port?transport=tcp`.
    private init?(url: String, username: String, password: Secret) {
        let parts = url.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, url.utf8.count <= 512 else { return nil }
        let query = parts[1].split(separator: "?", maxSplits: 1)
        guard let authority = query.first, let (host, port) = Self.hostAndPort(authority) else { return nil }
        switch parts[0].lowercased() {
        case "stun": self.init(.stun, host: host, port: port ?? 3478)
        case "turn":
            let isTCP = query.count > 1 && query[1].lowercased() == "transport=tcp"
            self.init(
                .turn(isTCP ? .tcp : .udp, username: username, password: password), host: host, port: port ?? 3478)
        case "turns":
            self.init(.turn(.tls, username: username, password: password), host: host, port: port ?? 5349)
        default: return nil
        }
    }

    /// With the brackets of an IPv6 address taken off.
    private static func hostAndPort(_ authority: Substring) -> (String, UInt16?)? {
        var host = authority
        var port: UInt16?
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            host = authority[authority.index(after: authority.startIndex)..<end]
            let rest = authority[authority.index(after: end)...]
            if rest.hasPrefix(":") { port = UInt16(rest.dropFirst()) }
        } else if let colon = authority.firstIndex(of: ":") {
            host = authority[..<colon]
            guard let number = UInt16(authority[authority.index(after: colon)...]) else { return nil }
            port = number
        }
        let isName = host.utf8.allSatisfy { (33...126).contains($0) && $0 != UInt8(ascii: "/") }
        return host.isEmpty || host.utf8.count > 253 || !isName ? nil : (String(host), port)
    }
}
