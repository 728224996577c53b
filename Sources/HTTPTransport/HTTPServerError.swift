/// Why a server did not start.
public enum HTTPServerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The library could not be set up at all.
    case unavailable
    /// The address is in use, not local, or needs privileges.
    case cannotListen(host: String, port: Int)
    /// Outside 0...65535.
    case invalidPort(Int)

    public var description: String {
        switch self {
        case .unavailable: "starting the HTTP server failed: libwebsockets made no context; check the descriptor limit"
        case .cannotListen(let host, let port):
            "listening for HTTP on \(host):\(port) failed: choose a free port, an address of this machine, "
                + "and for ports below 1024 a privileged user"
        case .invalidPort(let port): "listening for HTTP on port \(port) failed: choose a port from 0 to 65535"
        }
    }
}
