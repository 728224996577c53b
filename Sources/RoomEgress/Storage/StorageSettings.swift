public import ObjectStorage

/// Where what is recorded goes, as it is configured.
public struct StorageSettings: Sendable {
    /// A store, and what is done with every object in it.
    public struct Place: Hashable, Sendable {
        /// Nil is this machine.
        public var store: StorageOptions?
        /// Begins the key of every object.
        public var prefix = ""
        /// Whether results give addresses that anybody may read for seven days.
        public var givesPresignedURLs = false

        public init(_ store: StorageOptions? = nil) { self.store = store }
    }

    /// What requests use that bring no storage of their own.
    public var primary = Place()
    /// Takes what the storage of a request does not; nil leaves it on this machine.
    public var backup: Place?
    /// What requests name as `@name` in place of a bucket.
    public var profiles: [String: StorageOptions] = [:]
    /// The role that requests may take on, with the credentials that may do so. The request may name another role.
    public var assumedRole: S3Options.AssumedRole?
    /// How long a store may fail before its files go to the backup at the latest, or stay where they are.
    public var patience = Duration.seconds(3_600)
    /// Whether a store is called once before anything is recorded for it.
    public var checksFirst = true
    /// No job begins with less room on the disk, and those that run end well; in bytes. Zero is off.
    public var minimumFreeSpace: UInt64 = 0
    /// Holds files until their store has them; nil for a folder in the state directory.
    public var uploadDirectory: String?

    public init() {}
}
