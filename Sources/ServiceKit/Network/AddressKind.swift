/// What an address is for, as far as it decides whether requests may lead there (the IANA special-purpose registries,
/// RFC 6890).
public enum AddressKind: String, Hashable, Sendable {
    case `public`
    case loopback
    case linkLocal = "link-local"
    case `private`
    case uniqueLocal = "unique-local"
    case carrierNAT = "carrier NAT"
    case multicast
    case unspecified
    case broadcast
    case documentation
    /// Where clouds tell machines their credentials.
    case metadata = "cloud metadata"
    case benchmarking
    /// Forms that lead to an IPv4 address by other ways than the network's own translation.
    case transition = "IPv6 transition"
    case reserved

    public init(_ address: IPAddress) {
        if let embedded = address.embeddedV4 {
            self.init(.v4(embedded))
        } else {
            self =
                AddressKind.table.first { $0.block.contains(address) }?.kind
                // Whatever is not assigned for the internet's hosts is not reached.
                ?? (AddressKind.globalV6.contains(address) || address.bitWidth == 32 ? .public : .reserved)
        }
    }

    private static let globalV6 = AddressBlock(address: .v6(0x2000 << 48, 0), prefixLength: 3)

    /// First match decides.
    private static let table = ranges.map { range in
        guard let block = AddressBlock(range.text) else { preconditionFailure("no block of addresses: \(range.text)") }
        return (block: block, kind: range.kind)
    }

    private static let ranges: [(text: String, kind: AddressKind)] = [
        // Metadata services, first because most of them lie inside other ranges.
        ("169.254.169.254", .metadata), ("169.254.170.2", .metadata), ("100.100.100.200", .metadata),
        ("192.0.0.192", .metadata), ("168.63.129.16", .metadata), ("fd00:ec2::254", .metadata),
        ("fd20:ce::254", .metadata),
        // Everything else in the order of the addresses, except where one block lies inside another.
        ("0.0.0.0/8", .unspecified), ("10.0.0.0/8", .private), ("100.64.0.0/10", .carrierNAT),
        ("127.0.0.0/8", .loopback),
        ("169.254.0.0/16", .linkLocal), ("172.16.0.0/12", .private), ("192.0.0.0/24", .reserved),
        ("192.0.2.0/24", .documentation), ("192.88.99.0/24", .transition), ("192.168.0.0/16", .private),
        ("198.18.0.0/15", .benchmarking), ("198.51.100.0/24", .documentation), ("203.0.113.0/24", .documentation),
        ("224.0.0.0/4", .multicast), ("255.255.255.255", .broadcast), ("240.0.0.0/4", .reserved),
        ("::", .unspecified), ("::1", .loopback), ("::/96", .transition), ("64:ff9b:1::/48", .private),
        ("2001::/32", .transition), ("2001:2::/48", .benchmarking), ("2001::/23", .reserved),
        ("2001:db8::/32", .documentation), ("2002::/16", .transition), ("3fff::/20", .documentation),
        ("fc00::/7", .uniqueLocal), ("fe80::/10", .linkLocal), ("fec0::/10", .private), ("ff00::/8", .multicast),
    ]
}

extension IPAddress {
    /// The IPv4 address that the network itself makes of an IPv6 one: mapped (`::ffff:0:0/96`) or translated by NAT64
    /// (`64:ff9b::/96`, RFC 6052), behind which a host without IPv4 sees the whole internet.
    var embeddedV4: UInt32? {
        guard case .v6(let high, let low) = self else { return nil }
        let isMapped = high == 0 && low >> 32 == 0xFFFF
        let isTranslated = high == 0x0064_FF9B << 32 && low >> 32 == 0
        return isMapped || isTranslated ? UInt32(truncatingIfNeeded: low) : nil
    }
}
