/// Payload types and header extension numbers mean one thing in all sections of one transport (RFC 8843 section
/// 10.1.1).
struct PayloadTypeRegistry {
    /// At most one for each payload type, however many sections there are.
    private var codecs: [RTPCodec] = []
    private var extensions: [HeaderExtension] = []

    mutating func take(_ transceiver: RTPTransceiver) {
        note(transceiver.codecs)
        for item in transceiver.headerExtensions where !extensions.contains(where: { $0.identifier == item.identifier })
        {
            extensions.append(item)
        }
    }

    private mutating func note(_ used: [RTPCodec]) {
        for codec in used where !codecs.contains(where: { $0.payloadType == codec.payloadType }) {
            codecs.append(codec)
        }
    }

    /// `wanted` with the payload types to offer them under: those in use already, else their own, else free ones.
    mutating func assign(_ wanted: [RTPCodec]) -> [RTPCodec] {
        var types: [UInt8: UInt8] = [:]
        var taken: Set<UInt8> = []
        func number(_ codec: RTPCodec, _ isSame: (RTPCodec) -> Bool) -> UInt8? {
            if let known = codecs.first(where: { isSame($0) && !taken.contains($0.payloadType) }) {
                return known.payloadType
            }
            func isFree(_ type: UInt8) -> Bool {
                !taken.contains(type) && !codecs.contains { $0.payloadType == type }
            }
            return isFree(codec.payloadType)
                ? codec.payloadType : (UInt8(96)...127).first(where: isFree) ?? (UInt8(35)...63).first(where: isFree)
        }
        var assigned: [RTPCodec?] = Array(repeating: nil, count: wanted.count)
        // First what stands for itself, then what refers to it.
        for isReference in [false, true] {
            for (index, codec) in wanted.enumerated()
            where (codec.isRetransmission || codec.isRedundancy) == isReference {
                guard var result = codec.referring(through: types) else { continue }
                let type = number(codec) { known in
                    known.matches(result) && (!isReference || known.parameters == result.parameters)
                }
                guard let type else { continue }
                result.payloadType = type
                types[codec.payloadType] = type
                taken.insert(type)
                assigned[index] = result
            }
        }
        let result = assigned.compactMap { $0 }
        note(result)
        return result
    }

    mutating func assign(_ uris: [String]) -> [HeaderExtension] {
        uris.compactMap { uri in
            if let known = extensions.first(where: { $0.uri == uri }) {
                return HeaderExtension(identifier: known.identifier, uri: uri)
            }
            let free = (1...255).first { number in number != 15 && !extensions.contains { $0.identifier == number } }
            guard let free else { return nil }
            let result = HeaderExtension(identifier: UInt8(free), uri: uri)
            extensions.append(result)
            return result
        }
    }
}

extension RTPCodec {
    /// The codec with the payload types its parameters refer to replaced; nil when one of them is not there.
    func referring(through types: [UInt8: UInt8]) -> RTPCodec? {
        var result = self
        if isRetransmission {
            guard let type = associatedPayloadType.flatMap({ types[$0] }) else { return nil }
            result.parameters = FormatParameters("apt=\(type)")
        } else if isRedundancy, !redundantPayloadTypes.isEmpty {
            let inner = redundantPayloadTypes.map { types[$0] }
            guard !inner.contains(nil) else { return nil }
            result.parameters = FormatParameters(inner.map { String($0 ?? 0) }.joined(separator: "/"))
        }
        return result
    }
}
