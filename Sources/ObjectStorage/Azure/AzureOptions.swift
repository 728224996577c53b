public import Cryptography

/// A container of Azure Blob Storage.
public struct AzureOptions: Hashable, Sendable {
    public var accountName: String
    /// In Base64, as the portal shows it; nil with a token.
    public var accountKey: Secret?
    /// A shared access signature, with or without the question mark; nil with a key.
    public var sasToken: Secret?
    public var containerName: String
    public var proxy: ProxyOptions?
    public var retry: RetryPolicy
    /// A URL up to the container, in place of `https://<account>.blob.core.windows.net`; empty for that.
    public var endpoint: String
    /// A PEM file of trusted authorities; nil takes the system's.
    public var authoritiesFile: String?

    public init(
        accountName: String, accountKey: Secret? = nil, sasToken: Secret? = nil, containerName: String,
        proxy: ProxyOptions? = nil, retry: RetryPolicy = RetryPolicy(), endpoint: String = "",
        authoritiesFile: String? = nil
    ) {
        self.accountName = accountName
        self.accountKey = accountKey
        self.sasToken = sasToken
        self.containerName = containerName
        self.proxy = proxy
        self.retry = retry
        self.endpoint = endpoint
        self.authoritiesFile = authoritiesFile
    }
}
