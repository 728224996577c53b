/// One line of a session description: `a=mid:0` has the kind `a` and the value `mid:0` (RFC 8866 section 5).
public struct SDPLine: Hashable, Sendable {
    /// The letter before the equals sign.
    public var kind: Character
    public var value: String

    public init(kind: Character, value: String) {
        self.kind = kind
        self.value = value
    }

    /// `a=name` or `a=name:value`.
    public init(attribute name: String, value: String? = nil) {
        kind = "a"
        self.value = value.map { "\(name):\($0)" } ?? name
    }

    /// The attribute's value when this is the attribute `name`, empty for one without a value.
    public func attribute(_ name: String) -> Substring? {
        guard kind == "a" else { return nil }
        let (bytes, wanted) = (value.utf8, name.utf8)
        guard bytes.starts(with: wanted) else { return nil }
        let rest = bytes.dropFirst(wanted.count)
        guard let next = rest.first else { return "" }
        return next == UInt8(ascii: ":") ? Substring(rest.dropFirst()) : nil
    }
}
