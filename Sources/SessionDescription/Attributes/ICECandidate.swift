/// One ICE candidate (RFC 8839 section 5.1), with what connectivity needs; unknown extensions are dropped.
public struct ICECandidate: Hashable, Sendable {
    public enum Transport: Hashable, Sendable {
        case udp
        /// RFC 6544 section 4.5.
        case tcp(TCPRole)
    }
    public enum TCPRole: String, Hashable, Sendable {
        case active, passive
        case simultaneousOpen = "so"
    }
    public enum Kind: String, Hashable, Sendable {
        case host
        case serverReflexive = "srflx"
        case peerReflexive = "prflx"
        case relayed = "relay"
    }

    public var foundation: String
    /// 1 is RTP, with RTCP beside it; others are for peers that do not multiplex.
    public var component: UInt16
    public var transport: Transport
    public var priority: UInt32
    /// An IP address, or a name that ends with `.local` and only the peer's own network can resolve.
    public var address: String
    public var port: UInt16
    public var kind: Kind
    public var relatedAddress: String?
    public var relatedPort: UInt16?
    /// The generation it belongs to, where the peer says it.
    public var usernameFragment: String?

    /// Reads `candidate:…`, with or without `a=` before it.
    public init?(_ text: String) {
        var rest = Substring(text)
        if rest.utf8.starts(with: "a=".utf8) { rest = Substring(rest.utf8.dropFirst(2)) }
        guard text.utf8.count <= 1024, rest.utf8.starts(with: "candidate:".utf8) else { return nil }
        self.init(value: Substring(rest.utf8.dropFirst(10)))
    }

    /// Reads the value of `a=candidate`.
    public init?(value: Substring) {
        guard value.utf8.count <= 1024 else { return nil }
        let fields = value.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
        guard fields.count >= 8, fields[0].utf8.count <= 32, fields[6] == "typ", let component = UInt16(fields[1]),
            let priority = UInt32(fields[3]), let port = UInt16(fields[5]), let kind = Kind(rawValue: fields[7]),
            ICECandidate.isAddress(fields[4])
        else { return nil }
        foundation = fields[0]
        self.component = component
        self.priority = priority
        address = fields[4]
        self.port = port
        self.kind = kind
        transport = .udp
        let role = readExtensions(fields[8...])
        switch fields[2].lowercased() {
        case "udp": break
        case "tcp":
            guard let role else { return nil }
            transport = .tcp(role)
        default: return nil
        }
    }

    private mutating func readExtensions(_ fields: ArraySlice<String>) -> TCPRole? {
        var role: TCPRole?
        var index = fields.startIndex
        while index < fields.endIndex - 1 {
            let value = fields[index + 1]
            switch fields[index] {
            case "tcptype": role = TCPRole(rawValue: value)
            case "raddr": relatedAddress = ICECandidate.isAddress(value) ? value : nil
            case "rport": relatedPort = UInt16(value)
            case "ufrag": usernameFragment = value
            default: break
            }
            index += 2
        }
        return role
    }

    /// Characters of addresses and host names only: the text goes on into a C library's parser.
    private static func isAddress(_ text: String) -> Bool {
        (1...253).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }

    /// What stands behind `a=candidate:`.
    public var value: String {
        var text = "\(foundation) \(component)"
        if case .udp = transport { text += " udp" } else { text += " tcp" }
        text += " \(priority) \(address) \(port) typ \(kind.rawValue)"
        if let relatedAddress, let relatedPort { text += " raddr \(relatedAddress) rport \(relatedPort)" }
        if case .tcp(let role) = transport { text += " tcptype \(role.rawValue)" }
        if let usernameFragment { text += " ufrag \(usernameFragment)" }
        return text
    }

    /// The form that signalling messages carry: `candidate:…`.
    public var text: String { "candidate:\(value)" }
}
