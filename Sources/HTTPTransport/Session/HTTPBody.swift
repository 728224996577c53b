/// A request's body of known length, never held whole unless it is in memory already.
public enum HTTPBody: Sendable {
    case bytes([UInt8])
    /// `count` bytes from `offset` on, read while they are sent.
    case file(path: String, offset: UInt64, count: UInt64)
    /// `count` bytes that come in pieces of any size. `make` begins from the start, more than once if need be; what it gives
    /// answers with the next piece on a thread that may block, and with an empty one at the end.
    case pieces(count: UInt64, make: @Sendable () throws -> () throws -> [UInt8])

    /// In bytes.
    public var count: UInt64 {
        switch self {
        case .bytes(let bytes): UInt64(bytes.count)
        case .file(_, _, let count), .pieces(let count, _): count
        }
    }
}
