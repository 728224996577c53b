/// How large a document may be.
public struct DocumentLimits: Hashable, Sendable {
    public var bytes: Int
    public var depth: Int
    /// Values of the expanded tree; ends the multiplication of aliases by aliases.
    public var values: Int

    public init(bytes: Int = 1 << 20, depth: Int = 64, values: Int = 50_000) {
        self.bytes = bytes
        self.depth = depth
        self.values = values
    }

    /// Throws when a text is too long.
    func check(_ text: String, source: String) throws(DocumentError) {
        guard text.utf8.count <= bytes else {
            throw DocumentError(source: source, position: nil, keyPath: "", problem: .tooLarge(limit: .bytes(bytes)))
        }
    }
}
