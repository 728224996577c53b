internal import Synchronization

/// The messages of one channel that nobody has taken yet. It is bounded by their bytes; one too many closes the
/// channel, because to drop a message would break what a reliable channel promises.
final class DataMailbox: Sendable {
    fileprivate struct Shared {
        /// Those that were taken are nil until their places are given up.
        var messages: [DataMessage?] = []
        var next = 0
        var size = 0
        var hasEnded = false
        var waiter: CheckedContinuation<DataMessage?, Never>?
    }
    /// Of messages that wait, in bytes; each counts some more for itself.
    static let capacity = 16 << 20
    fileprivate static let overhead = 64
    private let shared = Mutex(Shared())

    /// False when there is no room.
    func put(_ message: DataMessage) -> Bool {
        let size = message.count + DataMailbox.overhead
        let (isTaken, waiter) = shared.withLock { shared -> (Bool, CheckedContinuation<DataMessage?, Never>?) in
            guard !shared.hasEnded else { return (true, nil) }
            if let waiter = shared.waiter {
                shared.waiter = nil
                return (true, waiter)
            }
            guard shared.size + size <= DataMailbox.capacity else { return (false, nil) }
            shared.messages.append(message)
            shared.size += size
            return (true, nil)
        }
        waiter?.resume(returning: message)
        return isTaken
    }

    func end() {
        let waiter = shared.withLock { shared in
            shared.hasEnded = true
            defer { shared.waiter = nil }
            return shared.waiter
        }
        waiter?.resume(returning: nil)
    }

    /// The next message; nil after the last, or when the task is cancelled. For one taker.
    func take() async -> DataMessage? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let ready: DataMessage?? = shared.withLock { shared in
                    if let message = shared.pop() { return .some(message) }
                    if shared.hasEnded || Task.isCancelled || shared.waiter != nil { return .some(nil) }
                    shared.waiter = continuation
                    return nil
                }
                if let ready { continuation.resume(returning: ready) }
            }
        } onCancel: {
            let waiter = shared.withLock { shared in
                defer { shared.waiter = nil }
                return shared.waiter
            }
            waiter?.resume(returning: nil)
        }
    }
}

extension DataMailbox.Shared {
    fileprivate mutating func pop() -> DataMessage? {
        guard next < messages.count, let message = messages[next] else { return nil }
        messages[next] = nil
        next += 1
        size -= message.count + DataMailbox.overhead
        if next == messages.count || next > 1024 {
            messages.removeFirst(next)
            next = 0
        }
        return message
    }
}
