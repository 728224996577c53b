/// The address that a room is joined under: the server's, with what it has to know of us in the query.
struct SignalAddress {
    /// What is asked for, beside the address.
    enum Purpose: Hashable {
        case join
        /// The participant with this sid comes back.
        case resume(sid: String)
    }

    /// The highest number whose duties are fulfilled here: 15 has errors in `request_response`, reasons and actions in
    /// `leave`, updates about participants that left, and a room sid that may come later. 16 may move us to another room.
    static let protocolVersion = 15

    /// Nil for what is no `ws`, `wss`, `http` or `https` address.
    static func make(_ server: String, _ options: RoomOptions, _ purpose: Purpose) -> String? {
        let schemes = ["ws://", "wss://", "http://", "https://"]
        guard schemes.contains(where: { server.lowercased().hasPrefix($0) }), !server.contains("?"),
            !server.contains("#")
        else { return nil }
        var base = server
        while base.hasSuffix("/") { base.removeLast() }
        var query = [
            ("protocol", "\(protocolVersion)"), ("auto_subscribe", options.autoSubscribe ? "1" : "0"),
            ("adaptive_stream", "0"), ("version", options.client.version), ("os", options.client.operatingSystem),
        ]
        if let sdk = options.client.sdk { query.append(("sdk", sdk)) }
        if case .resume(let sid) = purpose { query += [("reconnect", "1"), ("sid", sid)] }
        return base + "/rtc?" + query.map { "\($0.0)=\(escaped($0.1))" }.joined(separator: "&")
    }

    /// Whether the server is on this machine, where its media may be on loopback alone.
    static func isLocal(_ server: String) -> Bool {
        guard let scheme = server.firstRange(of: "://") else { return false }
        let host = server[scheme.upperBound...].prefix { $0 != "/" }.lowercased()
        return host.hasPrefix("localhost") || host.hasPrefix("127.") || host.hasPrefix("[::1]")
    }

    /// Everything but what RFC 3986 leaves unreserved as `%XX`.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.count < 2 ? "0" : "") + digits
            }
        }
        return result
    }
}
