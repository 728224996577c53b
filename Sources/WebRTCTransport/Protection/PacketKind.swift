/// What a datagram on a shared port is, by its first bytes (RFC 7983 section 7, RFC 5761 section 4). STUN never gets
/// here: libnice keeps it.
enum PacketKind {
    case dtls, rtp, rtcp

    @inline(__always)
    init?(_ datagram: UnsafeRawBufferPointer) {
        guard datagram.count >= 8 else { return nil }
        switch datagram[0] {
        case 20...63: self = .dtls
        case 128...191: self = (192...223).contains(datagram[1]) ? .rtcp : .rtp
        default: return nil
        }
    }
}
