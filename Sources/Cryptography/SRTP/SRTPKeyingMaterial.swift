/// What a DTLS handshake gives SRTP (RFC 5764 section 4.2): a master key and a salt for each direction.
public struct SRTPKeyingMaterial: Sendable {
    public enum Profile: Hashable, Sendable {
        /// RFC 7714: 16 bytes of key, 12 of salt.
        case aeadAES128GCM
        /// RFC 3711: 16 bytes of key, 14 of salt.
        case aes128CounterSHA1

        public var saltCount: Int { self == .aeadAES128GCM ? 12 : 14 }
    }

    public let profile: Profile
    /// Key and salt, one behind the other, of what we send and of what we receive.
    public let outgoing: [UInt8]
    public let incoming: [UInt8]

    /// For keys that came another way than through `DTLSSession`.
    public init(profile: Profile, outgoing: [UInt8], incoming: [UInt8]) {
        self.profile = profile
        self.outgoing = outgoing
        self.incoming = incoming
    }
}

extension SRTPKeyingMaterial: CustomStringConvertible, CustomReflectable {
    public var description: String { "SRTP keys ***" }
    /// Shows no child, so that `dump` has nothing to print.
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
