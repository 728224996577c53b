internal import RTPMedia
internal import SessionDescription

/// What the payload types of one media section stand for.
struct PayloadFormats: Sendable {
    enum Kind: Hashable {
        case unknown
        case codec(RTPMedia.RTPCodec)
        /// RFC 4588, of packets with this payload type.
        case retransmission(of: UInt8)
    }

    private var kinds = [Kind](repeating: .unknown, count: 128)

    init(_ codecs: [SessionDescription.RTPCodec]) {
        for codec in codecs where codec.payloadType < 128 {
            if let type = codec.associatedPayloadType, codec.isRetransmission {
                kinds[Int(codec.payloadType)] = .retransmission(of: type & 0x7F)
            } else if let known = RTPMedia.RTPCodec(encodingName: codec.name) {
                kinds[Int(codec.payloadType)] = .codec(known)
            }
        }
    }

    @inline(__always)
    subscript(type: UInt8) -> Kind { kinds[Int(type & 0x7F)] }

    var payloadTypes: Set<UInt8> { types { if case .codec = $0 { true } else { false } } }
    var repairTypes: Set<UInt8> { types { if case .retransmission = $0 { true } else { false } } }

    private func types(_ isWanted: (Kind) -> Bool) -> Set<UInt8> {
        Set(kinds.indices.filter { isWanted(kinds[$0]) }.map { UInt8($0) })
    }
}
