/// What kept a store from doing what it was asked to, as far as callers and users can act on it.
public enum StorageProblem: Hashable, Sendable {
    /// The key, its secret, the signature or the token is wrong or has expired.
    case credentials
    /// The credentials are good, but not for this.
    case permission
    /// There is no such bucket, container or folder.
    case missingBucket
    /// Our clock and the store's are too far apart for signatures.
    case clockSkew
    /// The bucket is elsewhere; `expected` as the store names it, when it does.
    case region(expected: String?)
    /// No connection, no such host, an untrusted certificate, or a connection that broke.
    case network
    /// Nothing moved for too long.
    case timeout
    /// The store, or the disk, is full, or what was paid for is used up.
    case quota
    /// The store wants fewer calls, for at least this long if it said.
    case throttled(after: Duration?)
    /// What arrived is not what was sent.
    case checksumMismatch
    /// No such object, or no such upload.
    case notFound
    /// The request or the options are not understood; retrying does not help.
    case invalidRequest
    /// What was to be sent could not be read.
    case source
    /// Another answer of failure; an HTTP status.
    case server(status: Int)
    case cancelled

    /// Whether the same call may succeed later, though nobody changes anything.
    public var isTransient: Bool {
        switch self {
        case .network, .timeout, .throttled, .checksumMismatch: true
        case .server(let status): status >= 500 || [408, 409, 429].contains(status)
        case .credentials, .permission, .missingBucket, .clockSkew, .region, .quota, .notFound, .invalidRequest, .source,
            .cancelled:
            false
        }
    }

    /// What the user can do.
    public var remedy: String {
        switch self {
        case .credentials: "check the access key, its secret and, for temporary ones, the session token's expiry"
        case .permission: "allow these credentials to write to this bucket and prefix"
        case .missingBucket: "create the bucket, or check its name and the endpoint"
        case .clockSkew: "set this machine's clock, for instance by NTP"
        case .region(let expected): expected.map { "set the region to \($0)" } ?? "set the region that the bucket is in"
        case .network: "check the endpoint, the proxy, the name server and the network"
        case .timeout: "check the network; the upload is tried again"
        case .quota: "free space, or raise the quota"
        case .throttled: "the store asks for fewer calls; the upload is tried again later"
        case .checksumMismatch: "check what lies between here and the store, and whether its checksums are those of what it holds"
        case .notFound: "check the key; the object or the upload may have been deleted meanwhile"
        case .invalidRequest: "check the bucket's name, the endpoint and the options"
        case .source: "check that the file exists, can be read and is not changed by others"
        case .server: "the store is out of order or speaks another protocol; check the endpoint, and try again later"
        case .cancelled: "start it again if it is still wanted"
        }
    }
}

extension StorageProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .credentials: "the credentials are refused"
        case .permission: "no permission"
        case .missingBucket: "the bucket does not exist"
        case .clockSkew: "the clocks differ too much"
        case .region(let expected): "the bucket is in " + (expected.map { "region \($0)" } ?? "another region")
        case .network: "the store cannot be reached"
        case .timeout: "the store did not answer in time"
        case .quota: "no space is left"
        case .throttled: "the store is busy"
        case .checksumMismatch: "what arrived is not what was sent"
        case .notFound: "not found"
        case .invalidRequest: "the request is invalid"
        case .source: "the source cannot be read"
        case .server(let status): "the store answered with status \(status)"
        case .cancelled: "cancelled"
        }
    }
}
