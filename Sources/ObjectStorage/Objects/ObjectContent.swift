/// What is stored: bytes in memory, or a range of a file, which is read while it is sent and never held whole.
public enum ObjectContent: Hashable, Sendable {
    case bytes([UInt8])
    /// `count` bytes from `offset` on. A file that ends before, or changes meanwhile, is an error.
    case file(path: String, offset: UInt64, count: UInt64)

    /// In bytes.
    public var count: UInt64 {
        switch self {
        case .bytes(let bytes): UInt64(bytes.count)
        case .file(_, _, let count): count
        }
    }
}
