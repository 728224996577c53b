/// Which addresses requests may make us connect to.
///
/// Only public ones unless more is allowed; see ``AddressKind`` for what counts as public. An IPv6 address that stands
/// for an IPv4 one is judged as that one.
public struct AddressPolicy: Hashable, Sendable {
    /// One thing that is allowed beside public addresses.
    public enum Entry: Hashable, Sendable, CustomStringConvertible {
        case block(AddressBlock)
        /// A name with all its addresses, in lower case.
        case host(String)
        /// One port of a host: where an address of the configuration leads.
        case destination(URLHost, port: Int)

        /// Reads an entry of `network: {allow: [...]}`: a block, an address or a host name.
        public init?(_ text: String) {
            if let block = AddressBlock(text) {
                self = .block(block)
            } else if case .name(let name)? = URLHost(text) {
                self = .host(name)
            } else {
                return nil
            }
        }

        /// As it is written in a configuration.
        public var description: String {
            switch self {
            case .block(let block): "\(block)"
            case .host(let name): name
            case .destination(let host, let port): "\(host):\(port)"
            }
        }
    }

    public var entries: Set<Entry>
    private let isOpen: Bool

    public init(allowing entries: some Sequence<Entry> = []) {
        self.init(entries: Set(entries), isOpen: false)
    }

    /// Allows everything: for whoever runs requests of their own.
    public static let open = AddressPolicy(entries: [], isOpen: true)

    private init(entries: Set<Entry>, isOpen: Bool) {
        self.entries = entries
        self.isOpen = isOpen
    }

    /// Allows the host and port an operator's own configuration names; an address that names none changes nothing.
    public mutating func allow(destinationOf url: String) {
        guard let target = URLTarget(url) else { return }
        entries.insert(.destination(target.host, port: target.port))
    }

    /// The kind of address that `host` must not lead to, or nil when it may.
    public func refusal(of address: IPAddress, host: URLHost, port: Int) -> AddressKind? {
        let kind = AddressKind(address)
        guard kind != .public, !isOpen, !isAllowed(host, port: port) else { return nil }
        let forms = [address] + (address.embeddedV4.map { [.v4($0)] } ?? [])
        let isInBlock = entries.contains { entry in
            guard case .block(let block) = entry else { return false }
            return forms.contains(where: block.contains)
        }
        return isInBlock ? nil : kind
    }

    private func isAllowed(_ host: URLHost, port: Int) -> Bool {
        if case .name(let name) = host, entries.contains(.host(name)) { return true }
        return entries.contains(.destination(host, port: port))
    }
}
