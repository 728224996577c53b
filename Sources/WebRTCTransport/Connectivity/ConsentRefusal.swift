internal import Cryptography
internal import SessionDescription

/// A peer's authentic answer that it forbids what is sent to it (RFC 7675 section 5.2), as `nice_shim_guard` lets it through:
/// without its last byte.
///
/// libnice 0.1.21 must not see it: before there is a pair it reads the address of the one that it has not, and when an answer to
/// another check follows at once, its change of state is illegal. Either ends the process.
enum ConsentRefusal {
    /// In bytes: the message's header, an attribute's, and the code of the message under the peer's password.
    private static let (header, attributeHeader, codeSize) = (20, 4, 20)
    private static let (errorCode, integrity): (UInt16, UInt16) = (0x0009, 0x0008)
    private static let forbidden: UInt16 = 4 << 8 | 3

    /// For a first look, which every packet gets.
    @inline(__always)
    static func mayBe(_ datagram: UnsafeRawBufferPointer) -> Bool { datagram.first == 1 }

    static func isAuthentic(_ datagram: UnsafeRawBufferPointer, from peer: ICECredentials) -> Bool {
        guard datagram.count > header, field(datagram, 0) == 0x0111,
            Int(field(datagram, 2)) == datagram.count + 1 - header
        else { return false }
        var (position, isForbidden) = (header, false)
        while position + attributeHeader <= datagram.count {
            let (kind, size) = (field(datagram, position), Int(field(datagram, position + 2)))
            let value = position + attributeHeader
            guard value + size <= datagram.count else { return false }
            if kind == integrity {
                return isForbidden && size == codeSize && isSigned(datagram, until: position, with: peer.password)
            }
            if kind == errorCode, size >= 4 { isForbidden = field(datagram, value + 2) & 0x7FF == forbidden }
            position = value + (size + 3) / 4 * 4
        }
        return false
    }

    /// The code is that of what stands before it, with a length as if it were the last attribute (RFC 8489 section 14.5).
    private static func isSigned(_ datagram: UnsafeRawBufferPointer, until end: Int, with password: String) -> Bool {
        var message = Array(datagram[..<end])
        let length = UInt16(truncatingIfNeeded: end + attributeHeader + codeSize - header)
        (message[2], message[3]) = (UInt8(length >> 8), UInt8(truncatingIfNeeded: length))
        let code = Array(datagram[(end + attributeHeader)...].prefix(codeSize))
        guard let expected = try? MessageCode.hmac(.sha1, of: message.span, key: Array(password.utf8).span) else { return false }
        return ConstantTime.isEqual(code, expected)
    }

    private static func field(_ datagram: UnsafeRawBufferPointer, _ offset: Int) -> UInt16 {
        UInt16(datagram[offset]) << 8 | UInt16(datagram[offset + 1])
    }
}
