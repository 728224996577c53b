/// Where a connection may go: the host was resolved once, and every address of it was found acceptable.
///
/// Whoever connects uses `addresses` and does not ask a resolver again, which might answer otherwise.
public struct CheckedDestination: Hashable, Sendable {
    /// Names the server in TLS and in requests.
    public let host: URLHost
    public let port: Int
    /// At least one, best first.
    public let addresses: [IPAddress]

    public init(host: URLHost, port: Int, addresses: [IPAddress]) {
        self.host = host
        self.port = port
        self.addresses = addresses
    }
}
