public import MediaContainers
public import MediaTypes
import Synchronization

/// A growing file in memory that remembers each of its states, and fails when told to.
public final class MemoryOutput: RandomAccessOutput, Sendable {
    public struct Full: Error {}

    private struct State {
        var bytes: [UInt8] = []
        var appends: [Int] = []
        var beforeOverwrite: [UInt8]?
        var capacity = Int.max
    }

    private let state = Mutex(State())

    public init(capacity: Int = .max) { state.withLock { $0.capacity = capacity } }

    public var bytes: [UInt8] { state.withLock { $0.bytes } }
    /// The length after each append.
    public var appends: [Int] { state.withLock { $0.appends } }
    /// The content just before its beginning was first overwritten: everything appended, nothing activated.
    public var bytesBeforeOverwrite: [UInt8]? { state.withLock { $0.beforeOverwrite } }

    public func allow(_ capacity: Int) { state.withLock { $0.capacity = capacity } }

    public func append(header: [UInt8], payloads: [FramePayload]) throws {
        try state.withLock { state in
            let size = payloads.reduce(header.count) { $0 + $1.count }
            guard state.bytes.count + size <= state.capacity else { throw Full() }
            state.bytes += header
            for payload in payloads { payload.withUnsafeBytes { state.bytes.append(contentsOf: $0) } }
            state.appends.append(state.bytes.count)
        }
    }

    public func overwrite(_ bytes: [UInt8], at offset: UInt64) throws {
        state.withLock { state in
            state.beforeOverwrite = state.beforeOverwrite ?? state.bytes
            let start = Int(offset)
            state.bytes.replaceSubrange(start..<(start + bytes.count), with: bytes)
        }
    }

    public func synchronize() throws {}
}
