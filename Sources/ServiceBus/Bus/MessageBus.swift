/// What carries the payloads of the service bus: publish and subscribe by the name of a channel.
///
/// Two implementations: ``RedisBus`` among machines and ``InProcessBus`` within one process.
public protocol MessageBus: Sendable {
    /// Publishes `payload`; `completion` is called once, on any thread, and must not block. Payloads published one after
    /// the other on one channel arrive in that order.
    func publish(_ payload: [UInt8], to channel: String, completion: @escaping @Sendable (BusError?) -> Void)

    /// Hands each payload on `channel` to `handler`, from when this returns until the subscription is cancelled. The
    /// handler runs on the bus's own thread, must not block it, and may publish.
    func subscribe(
        to channel: String, as kind: BusSubscription.Kind, handler: @escaping @Sendable ([UInt8]) -> Void
    ) async throws(BusError) -> BusSubscription
}

/// A subscription to one channel; it ends when it is cancelled or released.
public final class BusSubscription: Sendable {
    public enum Kind: Hashable, Sendable {
        /// Every subscriber gets every payload.
        case every
        /// Of all queue subscribers of the channel, on all machines, one gets it.
        case queue
    }

    private let onCancel: @Sendable () async -> Void
    private let onRelease: @Sendable () -> Void

    /// `onRelease` runs last in any case and must not block.
    public init(onCancel: @escaping @Sendable () async -> Void, onRelease: @escaping @Sendable () -> Void = {}) {
        self.onCancel = onCancel
        self.onRelease = onRelease
    }

    deinit { onRelease() }

    /// Ends it. The handler may be running still when this returns.
    public func cancel() async { await onCancel() }
}

/// Why the bus did not carry something.
public enum BusError: Error, Hashable, Sendable, CustomStringConvertible {
    case publishFailed(channel: String, reason: String)
    case subscribeFailed(channel: String, reason: String)

    public var description: String {
        switch self {
        case .publishFailed(let channel, let reason): "publishing on \(channel) failed: \(reason)"
        case .subscribeFailed(let channel, let reason): "subscribing to \(channel) failed: \(reason)"
        }
    }
}
