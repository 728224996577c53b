/// An IPv4 or IPv6 address, without zone.
public enum IPAddress: Hashable, Sendable {
    /// In host order: 127.0.0.1 is 0x7F000001.
    case v4(UInt32)
    /// The two halves in host order.
    case v6(UInt64, UInt64)

    /// Reads `192.0.2.1`, `2001:db8::1` or `[2001:db8::1]`: the written-out forms only, as configurations hold them.
    /// For the many other spellings in URLs see ``URLHost``.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        if bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]") {
            self.init(v6: bytes.dropFirst().dropLast())
        } else if bytes.contains(UInt8(ascii: ":")) {
            self.init(v6: bytes)
        } else {
            self.init(v4: bytes)
        }
    }

    public var bitWidth: Int {
        switch self {
        case .v4: 32
        case .v6: 128
        }
    }

    init?(v4 text: some Sequence<UInt8>) {
        let parts = Array(text).split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var value: UInt32 = 0
        for part in parts {
            // A leading zero means octal to some readers and nothing to others.
            guard (1...3).contains(part.count), part.count == 1 || part.first != UInt8(ascii: "0"),
                part.allSatisfy({ (48...57).contains($0) }),
                let number = UInt32(String(decoding: part, as: UTF8.self)), number <= 255
            else { return nil }
            value = value << 8 | number
        }
        self = .v4(value)
    }

    /// RFC 4291 section 2.2, all three forms.
    init?(v6 text: some Sequence<UInt8>) {
        let bytes = Array(text)
        guard bytes.count <= 45 else { return nil }
        let sides = bytes.splitAtDoubleColon()
        guard let head = IPAddress.groups(sides.head, mayEndInV4: sides.tail == nil) else { return nil }
        var groups = head
        if let tail = sides.tail {
            guard let end = IPAddress.groups(tail, mayEndInV4: true), head.count + end.count < 8 else { return nil }
            groups += [UInt16](repeating: 0, count: 8 - head.count - end.count) + end
        }
        guard groups.count == 8 else { return nil }
        let halves = stride(from: 0, to: 8, by: 4).map { start in
            groups[start..<(start + 4)].reduce(UInt64(0)) { $0 << 16 | UInt64($1) }
        }
        self = .v6(halves[0], halves[1])
    }

    private static func groups(_ text: ArraySlice<UInt8>, mayEndInV4: Bool) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count <= 8 else { return nil }
        var groups: [UInt16] = []
        for (index, part) in parts.enumerated() {
            if part.contains(UInt8(ascii: ".")) {
                guard mayEndInV4, index == parts.count - 1, case .v4(let value)? = IPAddress(v4: part) else {
                    return nil
                }
                groups += [UInt16(truncatingIfNeeded: value >> 16), UInt16(truncatingIfNeeded: value)]
            } else {
                guard (1...4).contains(part.count), part.allSatisfy(\.isHexDigit),
                    let group = UInt16(String(decoding: part, as: UTF8.self), radix: 16)
                else { return nil }
                groups.append(group)
            }
        }
        return groups
    }
}

extension IPAddress: CustomStringConvertible {
    /// Dotted, or the canonical form of RFC 5952.
    public var description: String {
        switch self {
        case .v4(let value): (0..<4).map { String(value >> (24 - 8 * UInt32($0)) & 255) }.joined(separator: ".")
        case .v6(0, let low) where low >> 32 == 0xFFFF: "::ffff:\(IPAddress.v4(UInt32(truncatingIfNeeded: low)))"
        case .v6(let high, let low): IPAddress.text([high, low])
        }
    }

    private static func text(_ halves: [UInt64]) -> String {
        let groups = halves.flatMap { half in
            stride(from: 48, through: 0, by: -16).map { UInt16(truncatingIfNeeded: half >> UInt64($0)) }
        }
        var best = 0..<0
        var start = 0
        for (index, group) in groups.enumerated() {
            if group != 0 { start = index + 1 } else if index + 1 - start > best.count { best = start..<(index + 1) }
        }
        let words = groups.map { String($0, radix: 16) }
        guard best.count > 1 else { return words.joined(separator: ":") }
        return words[..<best.lowerBound].joined(separator: ":") + "::"
            + words[best.upperBound...].joined(separator: ":")
    }
}

extension [UInt8] {
    /// What stands before and after the first `::`; a nil tail where there is none. A second one fails later, since
    /// it leaves an empty group.
    fileprivate func splitAtDoubleColon() -> (head: ArraySlice<UInt8>, tail: ArraySlice<UInt8>?) {
        let colon = UInt8(ascii: ":")
        guard let index = indices.dropLast().first(where: { self[$0] == colon && self[$0 + 1] == colon }) else {
            return (self[...], nil)
        }
        return (self[..<index], self[(index + 2)...])
    }
}

extension UInt8 {
    var isHexDigit: Bool { (48...57).contains(self) || (97...102).contains(self | 32) }
}
