internal import Synchronization

/// Messages on their way from the I/O thread to the owner: bounded, since the thread stops reading while it is full.
final class WebSocketInbox: Sendable {
    private typealias Answer = Result<WebSocketMessage?, WebSocketError>

    private struct State {
        var messages = Fifo<WebSocketMessage>()
        var size = 0
        var end: Answer?
        var readers = WaiterList<Void, Answer>()
        var nextReader: UInt64 = 0
        /// The I/O thread found it full and waits to be told of room.
        var isFull = false
    }

    private let state = Mutex(State())
    private let limit: Int
    private let onRoom: @Sendable () -> Void

    /// What a message costs beside its payload, so that empty ones are bounded too.
    private static let overhead = 64

    /// `onRoom` is called outside the lock when a full inbox has room again.
    init(limit: Int, onRoom: @escaping @Sendable () -> Void) {
        self.limit = limit
        self.onRoom = onRoom
    }

    var isFull: Bool { state.withLock { $0.isFull } }

    /// Takes the message; whether there is room for more.
    func deliver(_ message: WebSocketMessage) -> Bool {
        let (reader, hasRoom) = state.withLock { state in
            guard state.end == nil else { return (WaiterList<Void, Answer>.Waiter?.none, true) }
            if !state.readers.isEmpty { return (state.readers.removeFirst(), true) }
            state.messages.append(message)
            state.size += message.byteCount + WebSocketInbox.overhead
            // Once full, it is so until whoever was told of that is told of room.
            state.isFull = state.isFull || state.size > limit
            return (nil, !state.isFull)
        }
        reader?.continuation.resume(returning: .success(message))
        return hasRoom
    }

    /// What is there may still be read; then comes the end. The first end counts.
    func finish(_ end: Result<Void, WebSocketError>) {
        let end = end.map { WebSocketMessage?.none }
        let readers = state.withLock { state in
            guard state.end == nil else { return [WaiterList<Void, Answer>.Waiter]() }
            state.end = end
            return state.readers.removeAll()
        }
        for reader in readers { reader.continuation.resume(returning: end) }
    }

    /// The next message, nil at the end and for a cancelled task.
    func next() async throws(WebSocketError) -> WebSocketMessage? {
        let identifier = state.withLock { state in
            state.nextReader += 1
            return state.nextReader
        }
        let answer = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let (answer, hasRoomAgain) = take(orWait: continuation, as: identifier)
                if let answer { continuation.resume(returning: answer) }
                if hasRoomAgain { onRoom() }
            }
        } onCancel: {
            let reader = state.withLock { $0.readers.remove(identifier) }
            reader?.continuation.resume(returning: .success(nil))
        }
        return try answer.get()
    }

    private func take(
        orWait continuation: CheckedContinuation<Answer, Never>, as identifier: UInt64
    ) -> (Answer?, Bool) {
        state.withLock { state in
            // Under the lock: a cancellation that comes later finds the reader in the list.
            if Task.isCancelled { return (.success(nil), false) }
            if let message = state.messages.popFirst() {
                state.size -= message.byteCount + WebSocketInbox.overhead
                let hasRoomAgain = state.isFull && state.size <= limit / 2
                if hasRoomAgain { state.isFull = false }
                return (.success(message), hasRoomAgain)
            }
            if let end = state.end { return (end, false) }
            state.readers.append(.init(identifier: identifier, request: (), continuation: continuation))
            return (nil, false)
        }
    }
}
