/// How an ``HTTPSession`` connects and how long it waits.
public struct HTTPSessionOptions: Sendable {
    /// Until a connection stands, TLS and the proxy's tunnel included.
    public var connectTimeout: Duration
    /// How long nothing may move, in either direction. A transfer that moves, however slowly, is not ended.
    public var stallTimeout: Duration
    /// Until the whole answer is there, from when the last of the request was sent: a server that answers a byte now and then
    /// would hold the request for ever.
    public var answerTimeout: Duration
    /// A longer answer is an error; in bytes.
    public var maximumBodySize: Int
    /// A PEM file of trusted authorities, for the proxy too; nil takes the system's.
    public var authoritiesFile: String?
    /// Nil for none; the environment's is never taken.
    public var proxy: HTTPProxy?
    /// How many connections wait for further requests.
    public var maximumIdleConnections: Int
    /// Asked before each connection, the proxy's too, after names are looked up: why there may be none to this IP address, nil
    /// where there may. Nil lets all through.
    public var addressRefusal: (@Sendable (_ address: String) -> String?)?

    public init(
        connectTimeout: Duration = .seconds(10), stallTimeout: Duration = .seconds(60),
        answerTimeout: Duration = .seconds(900), maximumBodySize: Int = 8 << 20, authoritiesFile: String? = nil,
        proxy: HTTPProxy? = nil, maximumIdleConnections: Int = 8,
        addressRefusal: (@Sendable (_ address: String) -> String?)? = nil
    ) {
        self.connectTimeout = connectTimeout
        self.stallTimeout = stallTimeout
        self.answerTimeout = answerTimeout
        self.maximumBodySize = maximumBodySize
        self.authoritiesFile = authoritiesFile
        self.proxy = proxy
        self.maximumIdleConnections = maximumIdleConnections
        self.addressRefusal = addressRefusal
    }
}
