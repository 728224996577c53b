import ServiceKit

/// The hosts that the service has looked up and checked, once, for a job: neither the job nor its browser may come to
/// another address for them.
struct PinnedHosts: HostResolver {
    private let addresses: [String: IPAddress]
    private let others: any HostResolver

    /// `addresses` by name, in lower case and without the root's dot. Names it lacks are looked up by `others`.
    init(_ addresses: [String: String], others: any HostResolver = SystemResolver()) {
        self.addresses = addresses.compactMapValues { IPAddress($0) }
        self.others = others
    }

    func addresses(of name: String) async throws -> [IPAddress] {
        if let address = addresses[name] { return [address] }
        return try await others.addresses(of: name)
    }

    /// The browser's switches with what makes it take these addresses, ahead of the configuration's own rules.
    func flags(over flags: [ChromeFlag]) -> [ChromeFlag] {
        guard !addresses.isEmpty else { return flags }
        var rules = addresses.sorted { $0.key < $1.key }.flatMap { name, address in
            // To the browser a name with the root's dot is another one.
            let literal = "\(URLHost.address(address))"
            return ["MAP \(name) \(literal)", "MAP \(name). \(literal)"]
        }
        if case .text(let own)? = flags.last(where: { $0.name == Self.flag })?.value { rules.append(own) }
        return flags + [ChromeFlag(Self.flag, .text(rules.joined(separator: ",")))]
    }

    private static let flag = "host-resolver-rules"
}
