/// Where a URL leads, as browsers read it (WHATWG URL Standard section 4.4): backslashes count as slashes, line breaks
/// and tabs are nothing, and the host stands behind the last `@`.
///
/// The schemes of streams are read in the same way, so that no two readers of one address disagree.
public struct URLTarget: Hashable, Sendable {
    /// In lower case.
    public let scheme: String
    public let host: URLHost
    public let port: Int

    /// Nil without scheme, host or a port that is either written or known for the scheme.
    public init?(_ url: some StringProtocol) {
        let isOuterSpace = { (byte: UInt8) in byte <= 32 }
        var bytes = url.utf8.filter { $0 != 9 && $0 != 10 && $0 != 13 }[...]
        bytes = bytes.drop(while: isOuterSpace)
        while bytes.last.map(isOuterSpace) == true { bytes.removeLast() }
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let name = bytes[..<colon]
        guard let first = name.first, (97...122).contains(first | 32), name.allSatisfy(URLTarget.isSchemeByte) else {
            return nil
        }
        let scheme = String(decoding: name, as: UTF8.self).lowercased()
        let rest = bytes[(colon + 1)...]
        guard rest.first.map(URLTarget.isSlash) == true else { return nil }
        let authority = rest.drop(while: URLTarget.isSlash).prefix { byte in
            !URLTarget.isSlash(byte) && byte != UInt8(ascii: "?") && byte != UInt8(ascii: "#")
        }
        let place = authority.lastIndex(of: UInt8(ascii: "@")).map { authority[($0 + 1)...] } ?? authority
        guard let (host, port) = URLTarget.split(place, scheme: scheme) else { return nil }
        (self.scheme, self.host, self.port) = (scheme, host, port)
    }

    private static func split(_ place: ArraySlice<UInt8>, scheme: String) -> (URLHost, Int)? {
        var hostEnd = place.endIndex
        var port = defaultPorts[scheme]
        // A colon inside brackets belongs to the address.
        let start = place.lastIndex(of: UInt8(ascii: "]")) ?? place.startIndex
        if let colon = place[start...].firstIndex(of: UInt8(ascii: ":")) {
            hostEnd = colon
            let digits = place[(colon + 1)...]
            if !digits.isEmpty {
                guard digits.count <= 16, digits.allSatisfy({ (48...57).contains($0) }),
                    let number = Int(String(decoding: digits, as: UTF8.self)), number <= 65_535
                else { return nil }
                port = number
            }
        }
        guard let port, port > 0, let host = URLHost(String(decoding: place[..<hostEnd], as: UTF8.self)) else {
            return nil
        }
        return (host, port)
    }

    private static let defaultPorts = ["http": 80, "ws": 80, "https": 443, "wss": 443, "rtmp": 1_935, "rtmps": 443]

    private static func isSlash(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") }

    private static func isSchemeByte(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...122).contains(byte | 32) || [43, 45, 46].contains(byte)
    }
}
