/// A reply of the Redis protocol, version 2.
public enum RedisValue: Hashable, Sendable {
    /// A short text such as `OK`.
    case status(String)
    case error(String)
    case integer(Int64)
    case bytes([UInt8])
    case array([RedisValue])
    case null

    /// Status or bytes as text; invalid UTF-8 is repaired.
    public var text: String? {
        switch self {
        case .status(let text): text
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        case .error, .integer, .array, .null: nil
        }
    }
}
