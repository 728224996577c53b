public import Cryptography

/// A bucket of Amazon S3 or of a server that speaks its protocol.
public struct S3Options: Hashable, Sendable {
    /// A role to take on with credentials of its own (STS AssumeRole).
    public struct AssumedRole: Hashable, Sendable {
        public var arn: String
        /// Empty for none.
        public var externalID: String
        public var accessKey: String
        public var secret: Secret

        public init(arn: String, externalID: String = "", accessKey: String, secret: Secret) {
            self.arn = arn
            self.externalID = externalID
            self.accessKey = accessKey
            self.secret = secret
        }
    }

    /// How the bytes of an object are covered by the signature.
    public enum PayloadSigning: Hashable, Sendable {
        /// By their digest over plain HTTP, not over TLS, which protects them already.
        case automatic
        /// By their digest always.
        case digest
        /// In chunks, each with a signature of its own, so that the bytes are read only once.
        case chunks
        case none
    }

    public var accessKey: String
    public var secret: Secret
    public var sessionToken: Secret?
    public var assumedRole: AssumedRole?
    /// Empty: the bucket is asked, and where that does not help it is `us-east-1`.
    public var region: String
    /// A host or a URL, with a port if need be; empty for Amazon.
    public var endpoint: String
    public var bucket: String
    /// `endpoint/bucket/key` rather than `bucket.endpoint/key`. An endpoint that is an address, `localhost` or has a port
    /// gets it without being told.
    public var forcePathStyle: Bool
    /// For every object.
    public var metadata: [String: String]
    /// For every object, as a query: `name=value&name=value`.
    public var tagging: String
    public var contentDisposition: String
    public var proxy: ProxyOptions?
    public var retry: RetryPolicy
    public var payloadSigning: PayloadSigning
    /// A PEM file of trusted authorities; nil takes the system's.
    public var authoritiesFile: String?
    /// Of the token service that gives an assumed role's credentials, as a URL; empty for Amazon's of the region.
    public var tokenServiceEndpoint: String

    public init(
        accessKey: String, secret: Secret, sessionToken: Secret? = nil, assumedRole: AssumedRole? = nil,
        region: String = "", endpoint: String = "", bucket: String, forcePathStyle: Bool = false,
        metadata: [String: String] = [:], tagging: String = "", contentDisposition: String = "inline",
        proxy: ProxyOptions? = nil, retry: RetryPolicy = RetryPolicy(), payloadSigning: PayloadSigning = .automatic,
        authoritiesFile: String? = nil, tokenServiceEndpoint: String = ""
    ) {
        self.accessKey = accessKey
        self.secret = secret
        self.sessionToken = sessionToken
        self.assumedRole = assumedRole
        self.region = region
        self.endpoint = endpoint
        self.bucket = bucket
        self.forcePathStyle = forcePathStyle
        self.metadata = metadata
        self.tagging = tagging
        self.contentDisposition = contentDisposition
        self.proxy = proxy
        self.retry = retry
        self.payloadSigning = payloadSigning
        self.authoritiesFile = authoritiesFile
        self.tokenServiceEndpoint = tokenServiceEndpoint
    }
}
