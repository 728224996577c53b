/// What a datagram of a multiplexed WebRTC transport holds (RFC 7983 section 7, RFC 5761 section 4).
public enum DatagramKind: Hashable, Sendable {
    case stun, zrtp, dtls, turnChannel, rtp, rtcp
    /// None of them; such a datagram is dropped.
    case unknown

    public init(_ datagram: RawSpan) {
        guard let first = datagram.byte(at: 0) else {
            self = .unknown
            return
        }
        switch first {
        case 0...3: self = .stun
        case 16...19: self = .zrtp
        case 20...63: self = .dtls
        case 64...79: self = .turnChannel
        case 128...191: self = Self.media(datagram)
        default: self = .unknown
        }
    }

    /// RTCP's packet types 192...223 cover the payload types 64...95, marker bit set, which RTP does not use.
    private static func media(_ datagram: RawSpan) -> DatagramKind {
        guard let second = datagram.byte(at: 1) else { return .unknown }
        return (192...223).contains(second) ? .rtcp : .rtp
    }
}
