public import Cryptography

/// A bucket of Google Cloud Storage.
public struct GCPOptions: Hashable, Sendable {
    /// The JSON of a service account, or of a person's own login. See ``credentials(fromVariable:)`` for a path.
    public var credentials: Secret
    public var bucket: String
    public var proxy: ProxyOptions?
    public var retry: RetryPolicy
    /// A URL in place of Google's, for private clouds and emulators; empty for Google's.
    public var endpoint: String
    /// A PEM file of trusted authorities; nil takes the system's.
    public var authoritiesFile: String?

    public init(
        credentials: Secret, bucket: String, proxy: ProxyOptions? = nil, retry: RetryPolicy = RetryPolicy(),
        endpoint: String = "", authoritiesFile: String? = nil
    ) {
        self.credentials = credentials
        self.bucket = bucket
        self.proxy = proxy
        self.retry = retry
        self.endpoint = endpoint
        self.authoritiesFile = authoritiesFile
    }

    /// What the environment variable `GOOGLE_APPLICATION_CREDENTIALS`, or a configuration, stands for: the JSON itself, or a path
    /// to it.
    public static func credentials(fromVariable value: String) throws(StorageError) -> Secret {
        if value.contains("{") { return Secret(value) }
        do throws(ContentReader.Failure) {
            let reader = try ContentReader(.file(path: value, offset: 0, count: GCPCredentials.size(ofFile: value)))
            return Secret(String(decoding: try reader.read(GCPCredentials.maximumSize), as: UTF8.self))
        } catch {
            throw StorageError(
                .source, store: .gcp, operation: "reading the credentials", detail: error.detail)
        }
    }
}
