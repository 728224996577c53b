/// What a peer sent that RFC 6455, or this side's limit, does not allow. The connection ends with ``closeCode``.
public enum WebSocketViolation: Error, Hashable, Sendable {
    case reservedBits
    case unknownOpcode(UInt8)
    /// A client masks its frames, a server does not (section 5.1).
    case wrongMasking
    case badLength
    case badControlFrame
    /// A continuation without a beginning, or a beginning inside a message.
    case wrongOrder
    case badCloseCode
    /// Text, or a close reason, that is not UTF-8.
    case invalidText
    /// In bytes.
    case messageTooLarge(limit: Int)

    public var closeCode: UInt16 {
        switch self {
        case .invalidText: 1007
        case .messageTooLarge: 1009
        default: 1002
        }
    }
}

extension WebSocketViolation: CustomStringConvertible {
    public var description: String {
        switch self {
        case .reservedBits: "a frame uses an extension that was not agreed"
        case .unknownOpcode(let opcode): "a frame has the unknown opcode \(opcode)"
        case .wrongMasking: "a client's frame is not masked, or a server's is"
        case .badLength: "a frame's length is not in its shortest form"
        case .badControlFrame: "a control frame is beyond 125 bytes or fragmented"
        case .wrongOrder: "a message's fragments are out of order"
        case .badCloseCode: "a close frame has no valid code"
        case .invalidText: "a text is not UTF-8"
        case .messageTooLarge(let limit): "a message is beyond \(limit) bytes"
        }
    }
}
