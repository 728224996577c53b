/// Bytes that can be read anywhere: an unfinished file, for recovery.
public protocol RandomAccessInput: ~Copyable {
    var byteCount: UInt64 { get }
    /// At most `count` bytes from `offset`; fewer only where the file ends.
    mutating func read(at offset: UInt64, count: Int) throws -> [UInt8]
}
