internal import Cryptography
internal import SessionDescription

/// A peer's answer that it forbids what is sent to it (RFC 7675 section 5.2).
///
/// libnice 0.1.21 must not see it: before there is a pair it reads the address of the one that it has not, and when an answer to
/// another check follows at once, its change of state is illegal. Either ends the process. Role conflicts it has to see.
enum ConsentRefusal {
    private static let (forbidden, roleConflict): (UInt16, UInt16) = (4 << 8 | 3, 4 << 8 | 87)
    private static let codeBits: UInt16 = 0x7FF
    /// In bytes: a refusal that can be verified is no shorter. And the code of the message under the peer's password.
    private static let (least, codeSize) = (60, 20)

    /// For a first look, which every packet gets.
    @inline(__always)
    static func mayBe(_ datagram: UnsafeRawBufferPointer) -> Bool { datagram.first == 1 }

    /// Whether a whole message is to be kept from libnice: what `nice_shim_guard` does with datagrams.
    static func isWithheld(_ message: UnsafeRawBufferPointer) -> Bool {
        guard message.count >= least, STUNMessage.kind(of: message) == STUNMessage.bindingError else { return false }
        return STUNMessage.field(message, STUNMessage.headerSize) != STUNMessage.errorCode
            || STUNMessage.field(message, STUNMessage.headerSize + 6) & codeBits != roleConflict
    }

    /// Whether the peer said it. The message is without its last byte, as `nice_shim_guard` lets it through.
    static func isAuthentic(_ message: UnsafeRawBufferPointer, from peer: ICECredentials) -> Bool {
        guard message.count + 1 >= least, STUNMessage.kind(of: message) == STUNMessage.bindingError,
            Int(STUNMessage.field(message, 2)) == message.count + 1 - STUNMessage.headerSize,
            let error = STUNMessage.attribute(STUNMessage.errorCode, in: message), error.count >= 4,
            STUNMessage.field(message, error.lowerBound + 2) & codeBits == forbidden,
            let code = STUNMessage.attribute(STUNMessage.integrity, in: message), code.count == codeSize,
            error.lowerBound < code.lowerBound
        else { return false }
        return isSigned(message, code, with: peer.password)
    }

    /// The code is that of what stands before it, with a length as if it were the last attribute (RFC 8489 section 14.5).
    private static func isSigned(_ message: UnsafeRawBufferPointer, _ code: Range<Int>, with password: String) -> Bool {
        var signed = Array(message[..<(code.lowerBound - STUNMessage.attributeHeaderSize)])
        let length = UInt16(truncatingIfNeeded: code.upperBound - STUNMessage.headerSize)
        (signed[2], signed[3]) = (UInt8(length >> 8), UInt8(truncatingIfNeeded: length))
        guard let expected = try? MessageCode.hmac(.sha1, of: signed.span, key: Array(password.utf8).span) else { return false }
        return ConstantTime.isEqual(Array(message[code]), expected)
    }
}
