/// What is wrong with bytes received as RTP or RTCP.
public enum RTPError: Error, Hashable, Sendable {
    /// The bytes ended before the field did; both sizes count from the packet's start.
    case truncated(Field, needed: Int, available: Int)
    case unsupportedVersion(UInt8)
    /// A field has a value that its specification forbids.
    case invalid(Field, value: Int)

    public enum Field: String, Hashable, Sendable {
        case fixedHeader = "fixed header"
        case contributingSources = "list of contributing sources"
        case headerExtension = "header extension"
        case padding
        case controlHeader = "RTCP header"
        case controlBody = "RTCP body"
        case retransmission = "retransmission header"
        case redundancy = "redundant audio header"
    }
}

extension RTPError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .truncated(let field, let needed, let available):
            "the packet's \(field.rawValue) needs \(needed) bytes and \(available) are there; the packet is dropped"
        case .unsupportedVersion(let version):
            "the packet says RTP version \(version), only 2 exists; check that this port receives RTP alone"
        case .invalid(let field, let value):
            "the packet's \(field.rawValue) has the impossible value \(value); the packet is dropped"
        }
    }
}
