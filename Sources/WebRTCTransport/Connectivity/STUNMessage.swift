/// What has to be known of a STUN message (RFC 8489 section 5) before libnice gets it.
enum STUNMessage {
    static let headerSize = 20
    static let attributeHeaderSize = 4
    static let (bindingRequest, bindingError): (UInt16, UInt16) = (0x0001, 0x0111)
    static let (username, integrity, errorCode): (UInt16, UInt16, UInt16) = (0x0006, 0x0008, 0x0009)

    /// Where the value of the first attribute of a kind stands; nil when there is none, or the message is malformed before it.
    static func attribute(_ kind: UInt16, in message: UnsafeRawBufferPointer) -> Range<Int>? {
        var position = headerSize
        while position + attributeHeaderSize <= message.count {
            let value = position + attributeHeaderSize
            let end = value + Int(field(message, position + 2))
            guard end <= message.count else { return nil }
            if field(message, position) == kind { return value..<end }
            position = value + (end - value + 3) / 4 * 4
        }
        return nil
    }

    /// Nil when the message is too short.
    static func kind(of message: UnsafeRawBufferPointer) -> UInt16? {
        message.count >= headerSize ? field(message, 0) : nil
    }

    /// Whether it asks for the generation with this username fragment.
    static func isCheck(_ message: UnsafeRawBufferPointer, for fragment: String) -> Bool {
        guard kind(of: message) == bindingRequest, let name = attribute(username, in: message) else { return false }
        return message[name].starts(with: (fragment + ":").utf8)
    }

    /// The offset must be within the message.
    static func field(_ message: UnsafeRawBufferPointer, _ offset: Int) -> UInt16 {
        UInt16(message[offset]) << 8 | UInt16(message[offset + 1])
    }
}
