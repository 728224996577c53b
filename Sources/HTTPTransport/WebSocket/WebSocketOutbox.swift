internal import Synchronization

/// Frames on their way from any task to the I/O thread: bounded, and those who find it full wait in order.
final class WebSocketOutbox: Sendable {
    fileprivate typealias Waiters = WaiterList<[UInt8], WebSocketError?>

    fileprivate struct State {
        var frames = Fifo<[UInt8]>()
        var size = 0
        var waiters = Waiters()
        /// Those who only want to know of room for so many bytes.
        var watchers = WaiterList<Int, Void>()
        var nextWaiter: UInt64 = 0
        var pings: [[UInt8]] = []
        /// The answer to the last ping alone (RFC 6455 section 5.5.3), so that a flood of them costs nothing.
        var pong: [UInt8]?
        /// Nothing is taken any more.
        var end: WebSocketError?
        /// Written after everything else.
        var closeFrame: [UInt8]?

        func hasRoom(for count: Int, limit: Int) -> Bool {
            waiters.isEmpty && (frames.isEmpty || count <= limit - size)
        }

        mutating func append(_ frame: [UInt8]) {
            frames.append(frame)
            size += frame.count
        }
    }

    private let state = Mutex(State())
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// Why nothing is taken any more; nil while it is.
    var end: WebSocketError? { state.withLock { $0.end } }

    // MARK: From any task

    func offer(_ frame: [UInt8]) -> Bool {
        state.withLock { state in
            guard state.end == nil, state.hasRoom(for: frame.count, limit: limit) else { return false }
            state.append(frame)
            return true
        }
    }

    /// Returns once the frame is taken; what kept it from that otherwise.
    func send(_ frame: [UInt8]) async -> WebSocketError? {
        let identifier = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer: WebSocketError?? = state.withLock { state in
                    if let end = state.end { return end }
                    // Under the lock: a cancellation that comes later finds the sender in the list.
                    if Task.isCancelled { return .cancelled }
                    if state.hasRoom(for: frame.count, limit: limit) {
                        state.append(frame)
                        return .some(nil)
                    }
                    state.waiters.append(.init(identifier: identifier, request: frame, continuation: continuation))
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            let waiter = state.withLock { $0.waiters.remove(identifier) }
            waiter?.continuation.resume(returning: .cancelled)
        }
    }

    /// Returns when a frame of so many bytes would be taken, nothing is taken any more, or the task is cancelled.
    func waitForRoom(_ count: Int) async {
        let identifier = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isWaiting = state.withLock { state in
                    guard state.end == nil, !Task.isCancelled, !state.hasRoom(for: count, limit: limit) else { return false }
                    state.watchers.append(.init(identifier: identifier, request: count, continuation: continuation))
                    return true
                }
                if !isWaiting { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.watchers.remove(identifier) }?.continuation.resume()
        }
    }

    func ping(_ frame: [UInt8]) {
        state.withLock { if $0.end == nil { $0.pings.append(frame) } }
    }

    /// Takes nothing more; `closeFrame` follows what was taken, or at once with `isAbrupt`. False when it had ended.
    @discardableResult
    func finish(_ end: WebSocketError, closeFrame: [UInt8]?, isAbrupt: Bool) -> Bool {
        let (isFirst, waiters, watchers) = state.withLock { state in
            let isFirst = state.end == nil
            if isFirst {
                state.end = end
                state.closeFrame = closeFrame
            }
            if isAbrupt {
                state.frames.removeAll()
                state.size = 0
                state.pings = []
                state.pong = nil
            }
            return (isFirst, state.waiters.removeAll(), state.watchers.removeAll())
        }
        for waiter in waiters { waiter.continuation.resume(returning: end) }
        for watcher in watchers { watcher.continuation.resume() }
        return isFirst
    }

    // MARK: On the I/O thread

    func answerPing(_ frame: [UInt8]) {
        state.withLock { if $0.end == nil { $0.pong = frame } }
    }

    /// Moves frames to the end of `bytes` until they are `amount` or more; `onMessage` is told how many bytes there are after
    /// each message.
    func take(into bytes: inout [UInt8], amount: Int, onMessage: (Int) -> Void) {
        while bytes.count < amount {
            let (next, admitted, watchers) = state.withLock { state in
                (state.next(), state.admit(limit: limit), state.watchers(withRoomIn: limit))
            }
            for waiter in admitted { waiter.continuation.resume(returning: nil) }
            for watcher in watchers { watcher.continuation.resume() }
            guard let next else { return }
            bytes.append(contentsOf: next.frame)
            if next.isMessage { onMessage(bytes.count) }
        }
    }
}

extension WebSocketOutbox.State {
    fileprivate mutating func next() -> (frame: [UInt8], isMessage: Bool)? {
        if let frame = pong {
            pong = nil
            return (frame, false)
        }
        if !pings.isEmpty { return (pings.removeFirst(), false) }
        if let frame = frames.popFirst() {
            size -= frame.count
            return (frame, true)
        }
        defer { closeFrame = nil }
        return closeFrame.map { ($0, false) }
    }

    fileprivate mutating func watchers(withRoomIn limit: Int) -> [WaiterList<Int, Void>.Waiter] {
        var found: [WaiterList<Int, Void>.Waiter] = []
        while let watcher = watchers.first, hasRoom(for: watcher.request, limit: limit) {
            found.append(watchers.removeFirst())
        }
        return found
    }

    /// Takes the frames of those who wait, as far as there is room.
    fileprivate mutating func admit(limit: Int) -> [WebSocketOutbox.Waiters.Waiter] {
        var admitted: [WebSocketOutbox.Waiters.Waiter] = []
        while let waiter = waiters.first, frames.isEmpty || waiter.request.count <= limit - size {
            append(waiter.request)
            admitted.append(waiters.removeFirst())
        }
        return admitted
    }
}
