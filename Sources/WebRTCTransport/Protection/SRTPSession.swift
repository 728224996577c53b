internal import CSRTP
public import Cryptography

/// Both directions of SRTP (RFC 3711, RFC 7714) under the keys of one DTLS session. Packets are changed in place. For
/// one thread at a time.
///
/// Connections have theirs; this is for those who carry the packets themselves.
public final class SRTPSession {
    public enum Kind: Sendable { case rtp, rtcp }

    /// What protecting may add to a packet, in bytes.
    public static let trailer = Int(SRTP_MAX_TRAILER_LEN) + 4
    /// Each source of the peer costs memory for its replay window.
    static let maximumSources = 1024

    private let protection: any PacketProtection

    public init(_ keys: SRTPKeyingMaterial) throws(PeerConnectionError) {
        switch keys.profile {
        case .aeadAES128GCM: protection = try GCMProtection(keys)
        case .aes128CounterSHA1: protection = try LibraryProtection(keys)
        }
    }

    /// The length of the plain packet, or nil when it is not authentic, or seen before; its bytes are then of no use.
    public func unprotect(_ packet: inout MutableRawSpan, _ kind: Kind) -> Int? {
        packet.withUnsafeMutableBytes { unprotect($0, kind) }
    }

    /// The length of the protected packet, which begins as `count` bytes of `buffer`; nil when it is no packet, or
    /// `trailer` bytes do not fit behind it.
    ///
    /// A packet may be protected once more, as the answer to a NACK, but has to be the same to the bit: AES-GCM loses
    /// its strength when two texts share an index (RFC 7714 section 8.1).
    public func protect(_ buffer: inout MutableRawSpan, count: Int, _ kind: Kind) -> Int? {
        buffer.withUnsafeMutableBytes { protect($0, count: count, kind) }
    }

    @inline(__always)
    func unprotect(_ packet: UnsafeMutableRawBufferPointer, _ kind: Kind) -> Int? {
        protection.unprotect(packet, kind)
    }

    @inline(__always)
    func protect(_ buffer: UnsafeMutableRawBufferPointer, count: Int, _ kind: Kind) -> Int? {
        guard count >= 0, buffer.count >= SRTPSession.trailer, count <= buffer.count - SRTPSession.trailer else {
            return nil
        }
        return protection.protect(buffer, count: count, kind)
    }
}
