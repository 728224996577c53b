import Cryptography
import HTTPTransport
import ProtocolModels
import ServiceBus
import ServiceKit
import TwirpTransport

/// `livekit.Egress` over Twirp, for a service that stands alone: what livekit-server would do in front of it.
struct EgressAPI: Sendable {
    private let service: EgressService
    private let store: StoreReporter
    private let layouts: LayoutUpdater?

    init(_ service: EgressService, store: StoreReporter, layouts: LayoutUpdater?) {
        self.service = service
        self.store = store
        self.layouts = layouts
    }

    /// Adds its methods to `server`.
    func register(on server: inout TwirpServer) {
        serve(LiveKit.Egress.startRoomCompositeEgress, on: &server) { try await start(.roomComposite($0), room: $0.roomName) }
        serve(LiveKit.Egress.startWebEgress, on: &server) { try await start(.web($0), room: "") }
        serve(LiveKit.Egress.startParticipantEgress, on: &server) { try await start(.participant($0), room: $0.roomName) }
        serve(LiveKit.Egress.startTrackCompositeEgress, on: &server) { try await start(.trackComposite($0), room: $0.roomName) }
        serve(LiveKit.Egress.startTrackEgress, on: &server) { try await start(.track($0), room: $0.roomName) }
        serve(LiveKit.Egress.startEgress, on: &server) { try await start(.egress($0), room: $0.roomName) }
        serve(LiveKit.Egress.listEgress, on: &server) { try await store.list($0) }
        serve(LiveKit.Egress.stopEgress, on: &server) { request in
            try await ended(request.egressID, "stopped") { try await service.stop(request.egressID) }
        }
        serve(LiveKit.Egress.updateStream, on: &server) { request in
            try await ended(request.egressID, "updated") { try await service.updateStream(request) }
        }
        serve(LiveKit.Egress.updateLayout, on: &server) { try await updateLayout($0) }
    }

    private func start(_ request: RPC.StartEgressRequest.Request, room: String) async throws -> LiveKit.EgressInfo {
        var start = RPC.StartEgressRequest()
        start.egressID = try RandomBytes.identifier(prefix: "EG_")
        start.roomName = room
        start.request = request
        return try await service.start(start)
    }

    private func updateLayout(_ request: LiveKit.UpdateLayoutRequest) async throws -> LiveKit.EgressInfo {
        guard let info = await service.info(request.egressID) else {
            return try await ended(request.egressID, "updated") { throw RPCError(.notFound, "egress not found") }
        }
        guard let layouts, !info.roomName.isEmpty else {
            throw RPCError(.failedPrecondition, "a layout needs a room, and ws_url, api_key and api_secret of its server")
        }
        try await layouts.update(room: info.roomName, identity: info.egressID, layout: request.layout)
        return info
    }

    /// An egress that is not running here may have ended, or never have been.
    private func ended(
        _ id: String, _ verb: String, _ body: () async throws -> LiveKit.EgressInfo
    ) async throws -> LiveKit.EgressInfo {
        do { return try await body() } catch let error as RPCError where error.code == .notFound && error.message == "egress not found" {
            guard let info = try await store.info(id) else { throw RPCError(.notFound, "egress does not exist") }
            throw RPCError(.failedPrecondition, "egress with status \(info.status) cannot be \(verb)")
        }
    }

    private func serve<Request, Response>(
        _ method: ServiceMethod<Request, Response>, on server: inout TwirpServer,
        _ handler: @escaping @Sendable (Request) async throws -> Response
    ) {
        server.serve(method, requiring: .roomRecord) { request, _ in
            do { return try await handler(request) } catch let error as RPCError {
                throw TwirpError(TwirpErrorCode(name: error.code.twirpName) ?? .unknown, error.message)
            }
        }
    }
}
