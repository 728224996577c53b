/// The parameters of `a=fmtp`, kept as written.
public struct FormatParameters: Hashable, Sendable, ExpressibleByStringLiteral {
    public var text: String

    public init(_ text: String) { self.text = text }
    public init(stringLiteral value: String) { text = value }

    public var isEmpty: Bool { text.utf8.isEmpty }

    /// The value of `name=value`, whatever the case of the name.
    public subscript(name: String) -> Substring? {
        for pair in text.split(separator: ";") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { continue }
            if parts[0].drop(while: { $0 == " " }).lowercased() == name { return parts[1] }
        }
        return nil
    }
}
