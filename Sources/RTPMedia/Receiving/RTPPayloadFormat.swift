/// What a payload type stands for in one stream.
public enum RTPPayloadFormat: Hashable, Sendable {
    case codec(RTPCodec)
    /// RFC 2198; what is inside has payload types of its own.
    case redundantAudio
    /// RFC 4588, of packets with this payload type.
    case retransmission(of: UInt8)
}
