/// How a client's TLS session meets its server.
public struct TLSClientOptions: Hashable, Sendable {
    /// The host name or IP address the server's certificate must be for; a name is also sent to it (RFC 6066 section 3).
    public var serverName: String
    /// A PEM file with the authorities to trust, instead of the system's.
    public var authorityFile: String?
    /// PEM files of the client's own certificate chain and its key, for servers that ask.
    public var certificateFile: String?
    public var keyFile: String?
    /// False accepts any certificate: whoever is on the way can then read and change everything.
    public var verifiesServer: Bool

    public init(
        serverName: String, authorityFile: String? = nil, certificateFile: String? = nil, keyFile: String? = nil,
        verifiesServer: Bool = true
    ) {
        self.serverName = serverName
        self.authorityFile = authorityFile
        self.certificateFile = certificateFile
        self.keyFile = keyFile
        self.verifiesServer = verifiesServer
    }
}
