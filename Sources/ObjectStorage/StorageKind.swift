/// The kinds of store, by the names that errors begin with.
public enum StorageKind: String, Hashable, Sendable, CaseIterable {
    case local = "Local"
    case s3 = "S3"
    case gcp = "GCP"
    case azure = "Azure"
    case aliOSS = "AliOSS"
}

extension StorageKind: CustomStringConvertible {
    public var description: String { rawValue }
}
