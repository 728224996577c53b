public import Cryptography

/// A bucket of Alibaba Cloud's Object Storage Service.
public struct AliOSSOptions: Hashable, Sendable {
    public var accessKey: String
    public var secret: Secret
    /// A host or a URL, such as `oss-cn-hangzhou.aliyuncs.com`. An address or `localhost` gets the bucket in the path.
    public var endpoint: String
    public var bucket: String
    /// As in `cn-hangzhou`; empty where the endpoint names it.
    public var region: String
    public var proxy: ProxyOptions?
    public var retry: RetryPolicy
    /// A PEM file of trusted authorities; nil takes the system's.
    public var authoritiesFile: String?

    public init(
        accessKey: String, secret: Secret, endpoint: String, bucket: String, region: String = "",
        proxy: ProxyOptions? = nil, retry: RetryPolicy = RetryPolicy(), authoritiesFile: String? = nil
    ) {
        self.accessKey = accessKey
        self.secret = secret
        self.endpoint = endpoint
        self.bucket = bucket
        self.region = region
        self.proxy = proxy
        self.retry = retry
        self.authoritiesFile = authoritiesFile
    }
}
