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
    private let registrations = Mutex<[String: [RPCRegistration]]>([:])

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
        do {
            let stop = try await server.handle(RPC.EgressHandler.stopEgress, topic: [id]) { [service] request, _ in
                try await service.stop(request.egressID.isEmpty ? id : request.egressID)
            }
            let update = try await server.handle(RPC.EgressHandler.updateStream, topic: [id]) { [service] request, _ in
                try await service.updateStream(request)
            }
            registrations.withLock { $0[id] = [stop, update] }
        } catch {
            logger.error("an egress cannot be commanded", LogField("egress_id", id), LogField("error", "\(error)"))
        }
    }

    private func unregister(_ id: String) async {
        for registration in registrations.withLock({ $0.removeValue(forKey: id) }) ?? [] { await registration.stop(.forced) }
    }
}
