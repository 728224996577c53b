/// A URL's host as browsers read it (WHATWG URL Standard section 3.5): `0x7f.1`, `2130706433`, `0177.0.0.1` and
/// `127.0.0.1.` are all the address 127.0.0.1.
public enum URLHost: Hashable, Sendable {
    case address(IPAddress)
    /// In lower case, without the root's dot.
    case name(String)

    /// Nil for what no browser takes as a host, and for names beyond ASCII: what these are mapped to is a long story,
    /// and they have a spelling in ASCII (`xn--…`).
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count <= 1_024 else { return nil }
        if bytes.first == UInt8(ascii: "[") {
            guard bytes.last == UInt8(ascii: "]"), let address = IPAddress(v6: bytes.dropFirst().dropLast()) else {
                return nil
            }
            self = .address(address)
            return
        }
        guard let decoded = URLHost.percentDecoded(bytes), decoded.allSatisfy(URLHost.isAllowed) else { return nil }
        var labels = decoded.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        if labels.count > 1, labels.last?.isEmpty == true { labels.removeLast() }
        if URLHost.isNumber(labels.last ?? []) {
            guard let address = URLHost.v4(labels) else { return nil }
            self = .address(address)
        } else {
            guard labels.allSatisfy({ (1...63).contains($0.count) }), decoded.count <= 254 else { return nil }
            let name = labels.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ".")
            self = .name(name.lowercased())
        }
    }

    private static func percentDecoded(_ bytes: [UInt8]) -> [UInt8]? {
        var decoded: [UInt8] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "%") else {
                decoded.append(bytes[index])
                index += 1
                continue
            }
            guard index + 2 < bytes.count, bytes[index + 1].isHexDigit, bytes[index + 2].isHexDigit else { return nil }
            decoded.append(bytes[index + 1].hexValue << 4 | bytes[index + 2].hexValue)
            index += 3
        }
        return decoded
    }

    /// Letters, digits and what appears in real names; the standard allows a few more characters, no resolver does.
    private static func isAllowed(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...122).contains(byte | 32) || [45, 46, 95].contains(byte)
    }

    /// A last label that makes the whole host an IPv4 address, or nothing.
    private static func isNumber(_ label: ArraySlice<UInt8>) -> Bool {
        if !label.isEmpty, label.allSatisfy({ (48...57).contains($0) }) { return true }
        return label.starts(with: Array("0x".utf8)) || label.starts(with: Array("0X".utf8)) ? hex(label) != nil : false
    }

    private static func v4(_ labels: [ArraySlice<UInt8>]) -> IPAddress? {
        guard (1...4).contains(labels.count) else { return nil }
        var numbers: [UInt64] = []
        for label in labels {
            guard let number = number(label) else { return nil }
            numbers.append(number)
        }
        let last = numbers.removeLast()
        guard numbers.allSatisfy({ $0 <= 255 }), last < 1 << UInt64(8 * (4 - numbers.count)) else { return nil }
        var value = last
        for (index, number) in numbers.enumerated() { value |= number << UInt64(24 - 8 * index) }
        return .v4(UInt32(truncatingIfNeeded: value))
    }

    /// Hexadecimal after `0x`, octal after `0`, else decimal.
    private static func number(_ label: ArraySlice<UInt8>) -> UInt64? {
        guard let first = label.first, (48...57).contains(first) else { return nil }
        if let value = hex(label) { return value }
        guard label.allSatisfy({ (48...57).contains($0) }) else { return nil }
        let digits = label.drop { $0 == UInt8(ascii: "0") }
        guard !digits.isEmpty else { return 0 }
        return UInt64(String(decoding: digits, as: UTF8.self), radix: first == UInt8(ascii: "0") ? 8 : 10)
    }

    private static func hex(_ label: ArraySlice<UInt8>) -> UInt64? {
        guard label.count >= 2, label.first == UInt8(ascii: "0"),
            label.dropFirst().first.map({ $0 | 32 }) == UInt8(ascii: "x")
        else { return nil }
        let digits = label.dropFirst(2)
        guard digits.allSatisfy(\.isHexDigit) else { return nil }
        let significant = digits.drop { $0 == UInt8(ascii: "0") }
        guard !significant.isEmpty else { return 0 }
        // Beyond 64 bits it is a number all the same, only not one of an address.
        return UInt64(String(decoding: significant, as: UTF8.self), radix: 16) ?? .max
    }
}

extension URLHost: CustomStringConvertible {
    /// As a URL has it: IPv6 addresses in brackets.
    public var description: String {
        switch self {
        case .address(.v6(let high, let low)): "[\(IPAddress.v6(high, low))]"
        case .address(let address): "\(address)"
        case .name(let name): name
        }
    }
}

extension UInt8 {
    /// Of a hexadecimal digit.
    fileprivate var hexValue: UInt8 { self <= 57 ? self - 48 : (self | 32) - 87 }
}
