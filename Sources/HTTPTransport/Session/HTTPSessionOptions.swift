/// How an ``HTTPSession`` connects and how long it waits.
public struct HTTPSessionOptions: Sendable {
    /// Until a connection stands, TLS and the proxy's tunnel included.
    public var connectTimeout: Duration
    /// How long nothing may move, in either direction. A transfer that moves, however slowly, is not ended.
    public var stallTimeout: Duration
    /// A longer answer is an error; in bytes.
    public var maximumBodySize: Int
    /// A PEM file of trusted authorities, for the proxy too; nil takes the system's.
    public var authoritiesFile: String?
    /// Nil for none; the environment's is never taken.
    public var proxy: HTTPProxy?
    /// How many connections wait for further requests.
    public var maximumIdleConnections: Int

    public init(
        connectTimeout: Duration = .seconds(10), stallTimeout: Duration = .seconds(60),
        maximumBodySize: Int = 8 << 20, authoritiesFile: String? = nil, proxy: HTTPProxy? = nil,
        maximumIdleConnections: Int = 8
    ) {
        self.connectTimeout = connectTimeout
        self.stallTimeout = stallTimeout
        self.maximumBodySize = maximumBodySize
        self.authoritiesFile = authoritiesFile
        self.proxy = proxy
        self.maximumIdleConnections = maximumIdleConnections
    }
}
