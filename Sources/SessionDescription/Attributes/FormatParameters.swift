/// The parameters of `a=fmtp`, kept as written.
public struct FormatParameters: Hashable, Sendable, ExpressibleByStringLiteral {
    public var text: String

    public init(_ text: String) { self.text = text }
    public init(stringLiteral value: String) { text = value }

    public var isEmpty: Bool { text.utf8.isEmpty }

    /// The value of `name=value`, whatever the case of the name.
    public subscript(name: String) -> Substring? {
        var rest = text.utf8[...]
        // By hand: a negotiation asks this thousands of times.
        while !rest.isEmpty {
            let end = rest.firstIndex(of: UInt8(ascii: ";")) ?? rest.endIndex
            let pair = rest[..<end].drop { $0 == UInt8(ascii: " ") }
            rest = rest[end...].dropFirst()
            guard let equals = pair.firstIndex(of: UInt8(ascii: "=")), pair[..<equals].isSameWord(as: name.utf8) else {
                continue
            }
            return Substring(pair[equals...].dropFirst())
        }
        return nil
    }
}

extension Collection<UInt8> {
    /// Whether both are the same, but for the case of ASCII letters.
    func isSameWord(as other: String.UTF8View) -> Bool {
        count == other.count && zip(self, other).allSatisfy { $0 == $1 || $0.lowerCase == $1.lowerCase }
    }
}

extension UInt8 {
    /// Of an ASCII letter; everything else stays.
    fileprivate var lowerCase: UInt8 { (65...90).contains(self) ? self + 32 : self }
}
