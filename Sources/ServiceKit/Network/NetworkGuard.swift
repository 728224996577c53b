/// Checks where requests lead before anything connects there.
///
/// A redirect is a request of its own: whoever follows one checks its target with the same guard first.
public struct NetworkGuard: Sendable {
    public let policy: AddressPolicy
    private let resolver: any HostResolver

    public init(policy: AddressPolicy, resolver: any HostResolver = SystemResolver()) {
        self.policy = policy
        self.resolver = resolver
    }

    /// Resolves the URL's host once and checks every address. Throws ``NetworkGuardError``.
    public func check(_ url: String) async throws(NetworkGuardError) -> CheckedDestination {
        guard let target = URLTarget(url) else { throw .unreadable }
        return try await check(host: target.host, port: target.port)
    }

    /// The same for a host in any of the spellings a URL may have.
    public func check(host: String, port: Int) async throws(NetworkGuardError) -> CheckedDestination {
        // Readers of addresses take the brackets off IPv6 hosts.
        guard let host = URLHost(host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host),
            (1...65_535).contains(port)
        else { throw .unreadable }
        return try await check(host: host, port: port)
    }

    /// The addresses of a host, for who connects on a port that is not known here: what is open on one port alone is
    /// closed to it.
    public func addresses(of host: String) async throws(NetworkGuardError) -> [IPAddress] {
        guard let host = URLHost(host) else { throw .unreadable }
        return try await check(host: host, port: 0).addresses
    }

    public func check(host: URLHost, port: Int) async throws(NetworkGuardError) -> CheckedDestination {
        let addresses = try await resolve(host)
        for address in addresses {
            if let kind = policy.refusal(of: address, host: host, port: port) {
                throw .refused(host: host, address: address, kind: kind)
            }
        }
        return CheckedDestination(host: host, port: port, addresses: addresses)
    }

    private func resolve(_ host: URLHost) async throws(NetworkGuardError) -> [IPAddress] {
        switch host {
        case .address(let address): [address]
        case .name(let name): try await resolve(name)
        }
    }

    private func resolve(_ name: String) async throws(NetworkGuardError) -> [IPAddress] {
        // Browsers ask nobody for these (RFC 6761 section 6.3), whatever a name server would say.
        if name == "localhost" || name.hasSuffix(".localhost") { return [.v4(0x7F00_0001), .v6(0, 1)] }
        let addresses: [IPAddress]
        do { addresses = try await resolver.addresses(of: name) } catch {
            throw .unresolved(host: name, reason: "\(error)")
        }
        guard !addresses.isEmpty else { throw .unresolved(host: name, reason: "it has no address") }
        return addresses
    }
}
