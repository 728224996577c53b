internal import Synchronization

/// Carries a growing file's news from the thread that writes it to the upload, without ever keeping that thread waiting. Only
/// the newest length is kept.
final class GrowthBox: Sendable {
    struct Growth: Hashable, Sendable {
        var available: UInt64
        var finalSize: UInt64?
        /// The owner does not want the object any more.
        var isDiscarded = false
        /// The owner went away without a word.
        var isAbandoned = false

        /// Whether the file is still being written.
        var isOpen: Bool { finalSize == nil && !isDiscarded && !isAbandoned }
    }

    private struct State {
        var growth: Growth
        var isSignalled = false
        var signal: (@Sendable () -> Void)?
        var onEnd: (@Sendable () -> Void)?
    }

    private let state: Mutex<State>

    init(_ growth: Growth) { state = Mutex(State(growth: growth)) }

    /// `signal` is called once for any number of changes, until they are taken.
    func onChange(_ signal: @escaping @Sendable () -> Void) { state.withLock { $0.signal = signal } }

    /// `end` is called once, when the file's owner writes no more.
    func onEnd(_ end: @escaping @Sendable () -> Void) { state.withLock { $0.onEnd = end } }

    func change(_ body: (inout Growth) -> Void) {
        typealias Call = @Sendable () -> Void
        let (signal, end): (Call?, Call?) = state.withLock { state in
            body(&state.growth)
            let signal = state.isSignalled ? nil : state.signal
            state.isSignalled = state.signal != nil
            guard !state.growth.isOpen else { return (signal, nil) }
            defer { state.onEnd = nil }
            return (signal, state.onEnd)
        }
        signal?()
        end?()
    }

    func take() -> Growth {
        state.withLock { state in
            state.isSignalled = false
            return state.growth
        }
    }
}
