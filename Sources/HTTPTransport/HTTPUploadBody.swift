internal import Synchronization

/// A request's body that comes into being while it is sent: what is offered leaves as one HTTP chunk each (RFC 9112
/// section 7.1). Bounded, and refusing when full.
///
/// For one call of ``HTTPClient/upload(_:body:to:)``. All calls may come from any thread, and return at once.
public final class HTTPUploadBody: Sendable {
    /// A chunk beyond it leaves as several; in bytes.
    public static let largestChunk = bufferSize - framing

    /// The library's own limit, and what it needs of that for a chunk's length and line ends.
    static let bufferSize = 2 << 20
    private static let framing = 12

    private struct State {
        var chunks = Fifo<[UInt8]>()
        var size = 0
        var isFinished = false
        /// Nobody sends any more.
        var isAbandoned = false
        var lastProgress = ContinuousClock.now
        var wake: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())
    private let capacity: Int

    /// At most `capacity` bytes wait to be sent; a single chunk may be beyond it.
    public init(capacity: Int = 8 << 20) { self.capacity = capacity }

    /// Adds a chunk; false when there is no room, or the body is finished or its request over. An empty chunk, which would be
    /// the end, is not sent.
    public func offer(_ chunk: [UInt8]) -> Bool {
        guard !chunk.isEmpty else { return true }
        return change { state in
            guard !state.isFinished, !state.isAbandoned else { return false }
            guard state.chunks.isEmpty || state.size + chunk.count <= capacity else { return false }
            if state.chunks.isEmpty { state.lastProgress = .now }
            state.chunks.append(chunk)
            state.size += chunk.count
            return true
        }
    }

    /// Nothing more comes: the body ends after what was offered.
    public func finish() {
        _ = change { state in
            if state.chunks.isEmpty { state.lastProgress = .now }
            state.isFinished = true
            return true
        }
    }

    /// Whether ``finish()`` was called.
    public var isFinished: Bool { state.withLock { $0.isFinished } }

    /// Whether its request is over, so that nothing is sent any more.
    public var isOver: Bool { state.withLock { $0.isAbandoned } }

    private func change(_ body: (inout State) -> Bool) -> Bool {
        let (result, wake) = state.withLock { (body(&$0), $0.wake) }
        wake?()
        return result
    }

    // MARK: For the transfer

    enum Next {
        case chunk([UInt8])
        case nothingYet
        case end
    }

    func begin(wake: @escaping @Sendable () -> Void) {
        state.withLock { state in
            state.wake = wake
            state.lastProgress = .now
        }
    }

    func abandon() {
        state.withLock { state in
            state.isAbandoned = true
            state.wake = nil
            state.chunks.removeAll()
        }
    }

    func next() -> Next {
        state.withLock { state in
            guard let chunk = state.chunks.popFirst() else { return state.isFinished ? .end : .nothingYet }
            state.size -= chunk.count
            state.lastProgress = .now
            return .chunk(chunk)
        }
    }

    /// Whether ``next()`` has something.
    var hasNext: Bool { state.withLock { !$0.chunks.isEmpty || $0.isFinished } }

    /// When the transfer last took something, while it should take more or the server answer; nil while both wait for the
    /// caller.
    var waitingSince: ContinuousClock.Instant? {
        state.withLock { $0.chunks.isEmpty && !$0.isFinished ? nil : $0.lastProgress }
    }
}
