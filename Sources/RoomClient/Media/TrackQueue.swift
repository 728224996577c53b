internal import MediaTypes
internal import Synchronization

/// What a track brought and nobody took yet: between the transport's thread, which never waits, and one taker.
///
/// Frames are refused when it is full; what says how the track is always has room, since nothing of it comes twice in a row.
final class TrackQueue: Sendable {
    fileprivate struct State {
        var items: [TrackMedia] = []
        var next = 0
        var frames = 0
        var bytes = 0
        var hasEnded = false
        var waiter: CheckedContinuation<TrackMedia?, Never>?
    }

    private let state = Mutex(State())
    private let frameLimit: Int
    private let byteLimit: Int

    init(frameLimit: Int, byteLimit: Int) {
        self.frameLimit = max(1, frameLimit)
        self.byteLimit = byteLimit
    }

    /// False when there is no room. A frame always has room in an empty queue.
    func offer(_ frame: EncodedFrame) -> Bool {
        let size = frame.payload.count
        let (isTaken, waiter) = state.withLock { state -> (Bool, CheckedContinuation<TrackMedia?, Never>?) in
            guard !state.hasEnded else { return (true, nil) }
            if let waiter = state.waiter {
                state.waiter = nil
                return (true, waiter)
            }
            guard state.frames == 0 || (state.frames < frameLimit && state.bytes + size <= byteLimit) else {
                return (false, nil)
            }
            state.items.append(.frame(frame))
            state.frames += 1
            state.bytes += size
            return (true, nil)
        }
        waiter?.resume(returning: .frame(frame))
        return isTaken
    }

    /// Adds how the track is from here on. Nothing follows an end.
    func put(_ change: TrackMedia) {
        let waiter = state.withLock { state -> CheckedContinuation<TrackMedia?, Never>? in
            guard !state.hasEnded else { return nil }
            if case .ended = change { state.hasEnded = true }
            if let waiter = state.waiter {
                state.waiter = nil
                return waiter
            }
            // Of two changes without a frame between them the first tells nobody anything.
            if case .muted? = state.items.last {
                state.dropLast()
            } else if case .unmuted? = state.items.last {
                state.dropLast()
            }
            state.items.append(change)
            return nil
        }
        waiter?.resume(returning: change)
    }

    /// The next item; nil after the end, or when the task is cancelled.
    func take() async -> TrackMedia? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let ready: TrackMedia?? = state.withLock { state in
                    if let item = state.pop() { return .some(item) }
                    if state.hasEnded || Task.isCancelled || state.waiter != nil { return .some(nil) }
                    state.waiter = continuation
                    return nil
                }
                if let ready { continuation.resume(returning: ready) }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                defer { state.waiter = nil }
                return state.waiter
            }
            waiter?.resume(returning: nil)
        }
    }
}

extension TrackQueue.State {
    fileprivate mutating func dropLast() {
        guard items.count > next else { return }
        items.removeLast()
    }

    fileprivate mutating func pop() -> TrackMedia? {
        guard next < items.count else { return nil }
        let item = items[next]
        next += 1
        if case .frame(let frame) = item {
            frames -= 1
            bytes -= frame.payload.count
        }
        // In blocks, so that taking costs the same however much waits.
        if next == items.count || next >= 256 {
            items.removeFirst(next)
            next = 0
        }
        return item
    }
}
