/// What each payload type stands for, without a look-up that allocates or hashes.
struct PayloadTable: Sendable {
    enum Kind: Hashable { case unknown, codec(RTPCodec), redundantAudio, retransmission }

    /// 0 for unknown, 1 and 2 for the wrappers, then the codecs.
    private var codes = InlineArray<128, UInt8>(repeating: 0)
    private var originals = InlineArray<128, UInt8>(repeating: 0)

    init(_ formats: [UInt8: RTPPayloadFormat]) {
        for (type, format) in formats where type < 128 {
            switch format {
            case .codec(let codec): codes[Int(type)] = codec.rawValue + 3
            case .redundantAudio: codes[Int(type)] = 1
            case .retransmission(let original):
                codes[Int(type)] = 2
                originals[Int(type)] = original & 0x7F
            }
        }
    }

    @inline(__always)
    func kind(_ type: UInt8) -> Kind {
        switch codes[Int(type & 0x7F)] {
        case 0: .unknown
        case 1: .redundantAudio
        case 2: .retransmission
        case let code: RTPCodec(rawValue: code - 3).map(Kind.codec) ?? .unknown
        }
    }

    /// The payload type that a retransmission's stands for.
    func original(of type: UInt8) -> UInt8 { originals[Int(type & 0x7F)] }

    /// That of the lowest payload type; the stream begins with it.
    var firstCodec: RTPCodec? {
        for type in UInt8(0)..<128 {
            if case .codec(let codec) = kind(type) { return codec }
        }
        return nil
    }
}
