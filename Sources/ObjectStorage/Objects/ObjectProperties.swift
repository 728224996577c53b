/// What a store keeps beside an object's bytes. Stores that lack one of these leave it out.
public struct ObjectProperties: Hashable, Sendable {
    /// A media type; nil leaves the choice to the store.
    public var contentType: String?
    /// How browsers present it (RFC 6266): `inline`, `attachment; filename="…"`. Nil takes the store's options.
    public var contentDisposition: String?
    /// The caller's own fields, added to those of the store's options.
    public var metadata: [String: String]
    /// Tags as a query, `name=value&name=value`, percent-encoded; nil takes the store's options.
    public var tagging: String?

    public init(
        contentType: String? = nil, contentDisposition: String? = nil, metadata: [String: String] = [:],
        tagging: String? = nil
    ) {
        self.contentType = contentType
        self.contentDisposition = contentDisposition
        self.metadata = metadata
        self.tagging = tagging
    }
}
