public import Cryptography

/// How a connection looks for ways to its peer.
public struct ConnectivitySettings: Sendable {
    /// A server that tells us our public address (RFC 8489), or relays for us (RFC 8656).
    public struct Server: Sendable {
        public enum Kind: Sendable {
            case stun
            case turn(Transport, username: String, password: Secret)
        }
        public enum Transport: Hashable, Sendable {
            case udp, tcp
            /// TCP with TLS. A server whose certificate is refused is of no use, as one that does not answer.
            case tls
        }
        public var kind: Kind
        /// A name or an address; with TLS the certificate must be for it.
        public var host: String
        public var port: UInt16
        /// A PEM file with the authorities to trust, instead of the system's.
        public var authorityFile: String?

        public init(_ kind: Kind, host: String, port: UInt16 = 3478) {
            self.kind = kind
            self.host = host
            self.port = port
        }
    }

    public var servers: [Server] = []
    /// Uses nothing but relays.
    public var relaysOnly = false
    /// Local addresses to use, and no others; nil takes those of all interfaces but loopback.
    public var localAddresses: [String]?
    /// Takes loopback's addresses as well as those of all interfaces, for peers that may be on this machine.
    public var usesLoopback = false
    /// UDP and TCP ports of ours; nil lets the system choose.
    public var ports: ClosedRange<UInt16>?
    public var usesUDP = true
    /// Also offers and tries TCP (RFC 6544), for networks without UDP.
    public var usesTCP = true
    /// After this time `gatherCandidates` waits no longer for servers that do not answer; what they say later still counts.
    public var gatheringPatience: Duration = .seconds(5)
    /// How long a connection may take before it counts as failed.
    public var patience: Duration = .seconds(20)
    /// Kernel buffers for each socket, in bytes; the system may give less. Without it, bursts lose packets.
    public var socketBuffer = 1 << 20

    public init() {}

    /// For tests and for peers on this machine.
    public static var loopback: ConnectivitySettings {
        var settings = ConnectivitySettings()
        settings.localAddresses = ["127.0.0.1"]
        settings.usesTCP = false
        return settings
    }
}
