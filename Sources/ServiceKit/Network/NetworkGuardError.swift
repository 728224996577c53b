/// Why a request may not lead where it wants to. Shows hosts and addresses, never the rest of a URL.
public enum NetworkGuardError: Error, Hashable, Sendable {
    /// No scheme, host or port that a browser would find; also names beyond ASCII.
    case unreadable
    case unresolved(host: String, reason: String)
    case refused(host: URLHost, address: IPAddress, kind: AddressKind)
}

extension NetworkGuardError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreadable:
            "the address names no host that can be checked; give scheme, host (in ASCII, as xn-- if need be) and port"
        case .unresolved(let host, let reason):
            "looking up \(host) failed: \(reason); check the name and the name server"
        case .refused(let host, let address, let kind):
            "requests may not lead to \(place(host, address)) (\(kind.rawValue)); "
                + "to allow it, add to the configuration: \(allowLine(host))"
        }
    }

    private func place(_ host: URLHost, _ address: IPAddress) -> String {
        host == .address(address) ? "\(address)" : "\(host), which is \(address)"
    }

    /// In quotes, since a bare `::1` is not text to YAML.
    private func allowLine(_ host: URLHost) -> String {
        switch host {
        case .address(let address): #"network: {allow: ["\#(address)"]}"#
        case .name(let name): #"network: {allow: ["\#(name)"]}"#
        }
    }
}
