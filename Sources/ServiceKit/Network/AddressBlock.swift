/// A block of addresses (CIDR, RFC 4632): `10.0.0.0/8`, `fd00::/8`; a lone address is a block of one.
public struct AddressBlock: Hashable, Sendable {
    public let address: IPAddress
    public let prefixLength: Int

    /// Nil when the text is no block, or has bits set beyond its prefix, which is likelier a slip than a wish.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = parts.first.flatMap({ IPAddress($0) }) else { return nil }
        var length = address.bitWidth
        if parts.count == 2 {
            let digits = parts[1].utf8
            guard (1...3).contains(digits.count), digits.allSatisfy({ (48...57).contains($0) }),
                let number = Int(parts[1]), number <= length
            else { return nil }
            length = number
        }
        guard address.masked(to: length) == address else { return nil }
        self.init(address: address, prefixLength: length)
    }

    init(address: IPAddress, prefixLength: Int) {
        self.address = address
        self.prefixLength = prefixLength
    }

    public func contains(_ other: IPAddress) -> Bool {
        other.bitWidth == address.bitWidth && other.masked(to: prefixLength) == address
    }
}

extension AddressBlock: CustomStringConvertible {
    public var description: String { prefixLength == address.bitWidth ? "\(address)" : "\(address)/\(prefixLength)" }
}

extension IPAddress {
    /// All bits from `length` on cleared.
    fileprivate func masked(to length: Int) -> IPAddress {
        switch self {
        case .v4(let value): .v4(value & ~(UInt32.max >> length))  // a shift beyond the width gives 0
        case .v6(let high, let low): .v6(high & ~(UInt64.max >> length), low & ~(UInt64.max >> max(0, length - 64)))
        }
    }
}
