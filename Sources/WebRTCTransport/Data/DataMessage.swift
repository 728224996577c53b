/// What travels in a data channel.
public enum DataMessage: Hashable, Sendable {
    case text(String)
    case binary([UInt8])

    /// In bytes, as sent.
    public var count: Int {
        switch self {
        case .text(let text): text.utf8.count
        case .binary(let bytes): bytes.count
        }
    }
}

/// What the numbers in front of SCTP messages say of them (RFC 8831 section 8).
enum PayloadProtocol {
    static let control: UInt32 = 50
    private static let text: UInt32 = 51
    private static let binary: UInt32 = 53
    private static let emptyText: UInt32 = 56
    private static let emptyBinary: UInt32 = 57

    /// Nil for numbers that mean no message.
    static func message(_ number: UInt32, _ bytes: [UInt8]) -> DataMessage? {
        switch number {
        case text: .text(String(decoding: bytes, as: UTF8.self))
        case binary: .binary(bytes)
        case emptyText: .text("")
        case emptyBinary: .binary([])
        default: nil
        }
    }

    /// SCTP has no empty messages: one byte then stands for none.
    static func wire(_ message: DataMessage) -> (number: UInt32, bytes: [UInt8]) {
        switch message {
        case .text(let content): content.utf8.isEmpty ? (emptyText, [0]) : (text, Array(content.utf8))
        case .binary(let bytes): bytes.isEmpty ? (emptyBinary, [0]) : (binary, bytes)
        }
    }
}
