internal import Synchronization

/// The messages of one channel that nobody has taken yet. They are bounded by their bytes, together with those of the
/// connection's other channels; one too many closes the channel, because to drop a message would break what a reliable
/// channel promises.
final class DataMailbox: Sendable {
    fileprivate struct Shared {
        /// Those that were taken are nil until their places are given up.
        var messages: [DataMessage?] = []
        var next = 0
        var hasEnded = false
        var waiter: CheckedContinuation<DataMessage?, Never>?
    }
    /// Each message counts so many bytes more for itself.
    private static let overhead = 64
    private let shared = Mutex(Shared())
    private let allowance: DataAllowance

    init(_ allowance: DataAllowance) { self.allowance = allowance }

    deinit {
        let left = shared.withLock { $0.messages.reduce(0) { $0 + ($1.map(DataMailbox.size) ?? 0) } }
        allowance.giveBack(left)
    }

    private static func size(_ message: DataMessage) -> Int { message.count + overhead }

    /// False when there is no room.
    func put(_ message: DataMessage) -> Bool {
        let (isTaken, waiter) = shared.withLock { shared -> (Bool, CheckedContinuation<DataMessage?, Never>?) in
            guard !shared.hasEnded else { return (true, nil) }
            if let waiter = shared.waiter {
                shared.waiter = nil
                return (true, waiter)
            }
            guard allowance.take(DataMailbox.size(message)) else { return (false, nil) }
            shared.messages.append(message)
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
                    if let message = shared.pop() {
                        allowance.giveBack(DataMailbox.size(message))
                        return .some(message)
                    }
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
        if next == messages.count || next > 1024 {
            messages.removeFirst(next)
            next = 0
        }
        return message
    }
}
