public import MediaContainers
public import MediaTypes
import Synchronization

/// A growing file in memory that can show every state it went through, and fails when told to.
public final class MemoryOutput: RandomAccessOutput, RandomAccessInput, Sendable {
    public struct Full: Error {}

    private struct State {
        var bytes: [UInt8] = []
        /// Everything appended, without what was overwritten later.
        var appended: [UInt8] = []
        var appends: [Int] = []
        /// With the length at that time.
        var overwrites: [(length: Int, offset: Int, bytes: [UInt8])] = []
        var capacity = Int.max
    }

    private let state = Mutex(State())

    public init(capacity: Int = .max) { state.withLock { $0.capacity = capacity } }

    /// A file that is there already.
    public init(bytes: [UInt8]) { state.withLock { $0.bytes = bytes } }

    public var bytes: [UInt8] { state.withLock { $0.bytes } }
    /// The length after each append.
    public var appends: [Int] { state.withLock { $0.appends } }

    /// The file as a kill leaves it when `length` bytes are appended. `activated` tells whether overwrites that come
    /// right after the append that ends there are done; those of the placeholder never are.
    public func killed(at length: Int, activated: Bool = true) -> [UInt8] {
        state.withLock { state in
            var bytes = Array(state.appended[..<length])
            for overwrite in state.overwrites where overwrite.offset >= 48 {
                guard overwrite.length < length || activated && overwrite.length == length else { continue }
                let end = overwrite.offset + overwrite.bytes.count
                bytes.replaceSubrange(overwrite.offset..<end, with: overwrite.bytes)
            }
            return bytes
        }
    }

    /// A finished file just before its index was appended.
    public var growing: [UInt8] { killed(at: appends.dropLast().last ?? 0) }

    public func allow(_ capacity: Int) { state.withLock { $0.capacity = capacity } }

    public func append(header: [UInt8], payloads: [FramePayload]) throws {
        try state.withLock { state in
            let size = payloads.reduce(header.count) { $0 + $1.count }
            guard state.bytes.count + size <= state.capacity else { throw Full() }
            var piece = header
            for payload in payloads { payload.withUnsafeBytes { piece.append(contentsOf: $0) } }
            state.bytes += piece
            state.appended += piece
            state.appends.append(state.bytes.count)
        }
    }

    public func overwrite(_ bytes: [UInt8], at offset: UInt64) throws {
        state.withLock { state in
            let start = Int(offset)
            state.bytes.replaceSubrange(start..<(start + bytes.count), with: bytes)
            state.overwrites.append((state.bytes.count, start, bytes))
        }
    }

    public func synchronize() throws {}

    public func truncate(to length: UInt64) { state.withLock { $0.bytes.removeSubrange(Int(length)...) } }

    public var byteCount: UInt64 { state.withLock { UInt64($0.bytes.count) } }

    public func read(at offset: UInt64, count: Int) throws -> [UInt8] {
        state.withLock { state in
            let start = min(Int(clamping: offset), state.bytes.count)
            return Array(state.bytes[start..<min(state.bytes.count, start + count)])
        }
    }
}
