/// The bytes of an encoded frame: a reference-counted storage that is shared, never copied.
///
/// The storage may be memory that another library lent (a mapped GStreamer buffer); it goes back to its owner when the
/// last payload that refers to it is gone.
public struct FramePayload: Sendable {
    private let storage: Storage
    private let range: Range<Int>

    /// Copies `bytes`.
    public init(_ bytes: [UInt8]) {
        storage = Storage(copying: bytes)
        range = 0..<bytes.count
    }

    /// Lends `bytes` until `release` is called, once, on whichever thread drops the last reference.
    public init(borrowing bytes: UnsafeRawBufferPointer, release: @escaping @Sendable () -> Void) {
        storage = unsafe Storage(bytes: bytes, release: release)
        range = 0..<bytes.count
    }

    private init(storage: Storage, range: Range<Int>) {
        self.storage = storage
        self.range = range
    }

    public var count: Int { range.count }
    public var isEmpty: Bool { range.isEmpty }

    /// The bytes, borrowed from the payload.
    public var bytes: RawSpan {
        @_lifetime(borrow self)
        get {
            let buffer = unsafe UnsafeRawBufferPointer(rebasing: storage.bytes[range])
            let span = unsafe RawSpan(_unsafeBytes: buffer)
            // Safe: the storage outlives `self`, which the span borrows.
            return unsafe _overrideLifetime(span, borrowing: self)
        }
    }

    /// For a C call that takes a pointer and a length; the pointer is valid during `body`.
    public func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        defer { withExtendedLifetime(storage) {} }
        return unsafe try body(UnsafeRawBufferPointer(rebasing: storage.bytes[range]))
    }

    /// A part of this payload that shares its storage. `subrange` is relative to this payload and is clamped to it.
    public func slice(_ subrange: Range<Int>) -> FramePayload {
        let clamped = subrange.clamped(to: 0..<count)
        let start = range.lowerBound + clamped.lowerBound
        return FramePayload(storage: storage, range: start..<(start + clamped.count))
    }

    /// A copy, for tests and for small headers.
    public func copied() -> [UInt8] { unsafe withUnsafeBytes { unsafe Array($0) } }

    @safe private final class Storage: @unchecked Sendable {  // immutable after init; `release` is called once, from deinit
        let bytes: UnsafeRawBufferPointer
        private let release: @Sendable () -> Void

        init(bytes: UnsafeRawBufferPointer, release: @escaping @Sendable () -> Void) {
            unsafe self.bytes = bytes
            self.release = release
        }

        init(copying source: [UInt8]) {
            let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: source.count, alignment: 8)
            unsafe memory.copyBytes(from: source)
            unsafe bytes = UnsafeRawBufferPointer(memory)
            // Safe: allocated above, freed once.
            nonisolated(unsafe) let owned = unsafe memory
            release = { unsafe owned.deallocate() }
        }

        deinit { release() }
    }
}
