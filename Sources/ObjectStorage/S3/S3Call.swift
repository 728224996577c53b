/// One call of the protocol, before it is addressed and signed.
struct S3Call: Sendable {
    var method: String
    /// Nil for the bucket itself.
    var key: String?
    var query: [(name: String, value: String)] = []
    /// Lower-case names; signed.
    var headers: [String: String] = [:]
    var content: ObjectContent?
    /// For errors: `putting a.mp4`.
    var operation: String
}
