import ProtocolModels
import ServiceBus
import ServiceKit
import Synchronization

/// The service on the bus: `EgressInternal` for the node, `EgressHandler` for each egress that runs.
final class EgressBusServer: Sendable {
    private let service: EgressService
    private let server: RPCServer
    private let clusterID: String
    private let logger: Logger
    private let topics = Mutex<[String: EgressTopics]>([:])

    init(_ service: EgressService, bus: any MessageBus, clusterID: String, logger: Logger) {
        self.service = service
        self.clusterID = clusterID
        self.logger = logger
        server = RPCServer(bus: bus, unixNanoseconds: UnixClock.now)
    }

    /// Takes requests from when this returns.
    func start() async throws {
        await service.setCallbacks(
            onStart: { [weak self] in await self?.register($0) }, onEnd: { [weak self] in await self?.unregister($0) })
        try await server.handle(RPC.EgressInternal.listActiveEgress, topic: [""]) { [service] _, _ in
            var response = RPC.ListActiveEgressResponse()
            response.egressIDs = await service.activeIDs
            return response
        }
        try await server.handle(RPC.EgressInternal.startEgress, topic: [clusterID]) { [service] request, _ in
            try await service.start(request)
        } affinity: { [service] request in await service.affinity(for: request) }
    }

    /// No request is taken from now on; those under way are finished.
    func stop() async { await server.shutDown(.graceful) }

    private func register(_ id: String) async {
        let (server, service) = (server, service)
        let topics = EgressTopics([
            {
                try await server.handle(RPC.EgressHandler.stopEgress, topic: [id]) { request, _ in
                    try await service.stop(request.egressID.isEmpty ? id : request.egressID)
                }
            },
            {
                try await server.handle(RPC.EgressHandler.updateStream, topic: [id]) { request, _ in
                    try await service.updateStream(request)
                }
            },
        ])
        self.topics.withLock { $0[id] = topics }
        // In a task of its own: the caller's ends with the time of the request, and the egress goes on.
        guard let error = await Task(operation: { await topics.open() }).value else { return }
        logger.error("an egress cannot be commanded yet", LogField("egress_id", id), LogField("error", "\(error)"))
    }

    private func unregister(_ id: String) async { await topics.withLock { $0.removeValue(forKey: id) }?.close() }
}
