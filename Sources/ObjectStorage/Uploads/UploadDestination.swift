/// A store under a name that journals may hold.
public struct UploadDestination: Sendable {
    /// Tells destinations apart, also after a restart: a configuration's own name for it, or the bucket's address. Without
    /// any secret.
    public var name: String
    public var store: any ObjectStore

    public init(_ name: String, _ store: any ObjectStore) {
        self.name = name
        self.store = store
    }
}
