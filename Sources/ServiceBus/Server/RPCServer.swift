internal import ProtobufRuntime
public import ProtocolModels
internal import Synchronization

/// Serves methods over the bus.
public final class RPCServer: Sendable {
    /// `SRV_` and twelve characters, common to all methods of this server.
    public let identifier: String
    private let bus: any MessageBus
    private let unixNanoseconds: @Sendable () -> Int64
    private let maximumRequests: Int
    private let drops = DropCount()
    /// Nil once the server is shut down.
    private let registrations = Mutex<[Int: RPCRegistration]?>([:])
    private let nextToken = Atomic(0)

    /// Requests left to other servers because too many were in work.
    public var droppedRequests: Int { drops.value }

    /// `unixNanoseconds` is the clock of the day, against which requests expire. Of each method at most
    /// `maximumRequests` are in work at once; further ones are left to other servers.
    public init(
        bus: any MessageBus, identifier: String? = nil, maximumRequests: Int = 1000,
        unixNanoseconds: @escaping @Sendable () -> Int64
    ) {
        self.bus = bus
        self.identifier = identifier ?? BusIdentifier.server()
        self.maximumRequests = maximumRequests
        self.unixNanoseconds = unixNanoseconds
    }

    /// Serves `method` on `topic` from when this returns.
    ///
    /// Each request has a task of its own. `affinity` says how well this server suits, less than 0 not at all; without
    /// it the offer is 1. `handler` runs once a client has chosen this server, or at once where no claim is needed; what
    /// it throws goes to the caller, errors of another type than ``RPCError`` as `unknown`.
    @discardableResult
    public func handle<Request, Response>(
        _ method: ServiceMethod<Request, Response>, topic: [String] = [],
        _ handler: @escaping @Sendable (Request, RPCContext) async throws -> Response,
        affinity: (@Sendable (Request) async -> Float)? = nil
    ) async throws(RPCError) -> RPCRegistration {
        let server = MethodServer(
            bus: bus, serverID: identifier, method: method, topic: topic, maximumRequests: maximumRequests,
            drops: drops,
            unixNanoseconds: unixNanoseconds, handler: handler, affinity: affinity)
        try await server.start()
        let token = nextToken.wrappingAdd(1, ordering: .relaxed).newValue
        let registration = RPCRegistration { [weak self] manner in
            await server.stop(manner)
            self?.registrations.withLock { $0?[token] = nil }
        }
        let isOpen = registrations.withLock { registrations in
            registrations?[token] = registration
            return registrations != nil
        }
        guard isOpen else {
            await registration.stop(.forced)
            throw .serverClosed
        }
        return registration
    }

    /// Stops all methods, together.
    public func shutDown(_ manner: RPCRegistration.Stop) async {
        let all = registrations.withLock { $0.take() } ?? [:]
        await withDiscardingTaskGroup { group in
            for registration in all.values { group.addTask { await registration.stop(manner) } }
        }
    }
}

/// Counts requests from any thread.
final class DropCount: Sendable {
    private let count = Atomic(0)

    var value: Int { count.load(ordering: .relaxed) }

    func add() { count.wrappingAdd(1, ordering: .relaxed) }
}

/// One method served on one topic.
public struct RPCRegistration: Sendable {
    public enum Stop: Hashable, Sendable {
        /// Takes no further request, and waits for those in work.
        case graceful
        /// Cancels those in work and does not wait for them.
        case forced
    }

    private let onStop: @Sendable (Stop) async -> Void

    init(onStop: @escaping @Sendable (Stop) async -> Void) { self.onStop = onStop }

    /// Stops serving. Stopping again does nothing.
    public func stop(_ manner: Stop) async { await onStop(manner) }
}
