/// A message of the protocol by which data channels are opened (RFC 8832 section 5).
public enum DCEPMessage: Hashable, Sendable {
    case open(DataChannelOptions)
    case acknowledge

    /// Reads a message; nil when it is malformed, or of a kind nobody knows.
    public init?(_ bytes: [UInt8]) {
        switch bytes.first {
        case 2: self = .acknowledge
        case 3:
            guard let options = DataChannelOptions(open: bytes) else { return nil }
            self = .open(options)
        default: return nil
        }
    }

    public var bytes: [UInt8] {
        guard case .open(let options) = self else { return [2] }
        var type: UInt8 = options.isOrdered ? 0 : 0x80
        var parameter: UInt32 = 0
        switch options.reliability {
        case .reliable: break
        case .retransmissions(let count): (type, parameter) = (type | 1, UInt32(count))
        case .lifetime(let milliseconds): (type, parameter) = (type | 2, UInt32(milliseconds))
        }
        // Cut by bytes, as the fields count them; longer names are refused before a channel is made.
        let label = Array(options.label.utf8.prefix(65_535))
        let name = Array(options.protocolName.utf8.prefix(65_535))
        var bytes: [UInt8] = [3, type, 0, 0]
        for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: parameter >> UInt32(shift))) }
        for count in [label.count, name.count] {
            bytes.append(UInt8(truncatingIfNeeded: count >> 8))
            bytes.append(UInt8(truncatingIfNeeded: count))
        }
        return bytes + label + name
    }
}

extension DataChannelOptions {
    fileprivate init?(open bytes: [UInt8]) {
        guard bytes.count >= 12 else { return nil }
        func field(_ range: Range<Int>) -> UInt32 { bytes[range].reduce(0) { $0 << 8 | UInt32($1) } }
        let parameter = field(4..<8)
        let labelEnd = 12 + Int(field(8..<10))
        let end = labelEnd + Int(field(10..<12))
        guard end <= bytes.count else { return nil }
        self.init(label: String(decoding: bytes[12..<labelEnd], as: UTF8.self))
        protocolName = String(decoding: bytes[labelEnd..<end], as: UTF8.self)
        isOrdered = bytes[1] & 0x80 == 0
        switch bytes[1] & 0x7F {
        case 0: reliability = .reliable
        case 1: reliability = .retransmissions(UInt16(clamping: parameter))
        case 2: reliability = .lifetime(milliseconds: UInt16(clamping: parameter))
        default: return nil
        }
    }
}
