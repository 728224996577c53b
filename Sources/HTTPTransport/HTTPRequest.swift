/// One HTTP request as a server received it, whole.
public struct HTTPRequest: Sendable {
    /// Upper case, as sent: `GET`, `POST`.
    public var method: String
    /// Percent-decoded, with its leading slash and without the query.
    public var path: String
    /// Percent-decoded parameters in the order sent.
    public var query: [QueryItem]
    /// The standard header fields the parser knows, by lower-case name; extension fields are not kept.
    public var headers: [String: String]
    public var body: [UInt8]

    public struct QueryItem: Hashable, Sendable {
        public var name: String
        public var value: String

        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    public init(
        method: String, path: String, query: [QueryItem] = [], headers: [String: String] = [:], body: [UInt8] = []
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
    }

    /// The first parameter called `name`.
    public func queryValue(_ name: String) -> String? { query.first { $0.name == name }?.value }
}
