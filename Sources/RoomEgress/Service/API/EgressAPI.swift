import Cryptography
import HTTPTransport
public import ProtocolModels
import ServiceBus
import ServiceKit
import TwirpTransport

/// `livekit.Egress` of a service that stands alone: what livekit-server would do in front of it. As calls within the
/// process, and over Twirp.
///
/// Calls throw `RPCError`, with the codes and texts of LiveKit's own API. An egress that has been started goes on by itself;
/// ``EgressNode/changes`` tells what becomes of it.
public struct EgressAPI: Sendable {
    private let service: EgressService
    private let store: StoreReporter
    private let layouts: LayoutUpdater?

    init(_ service: EgressService, store: StoreReporter, layouts: LayoutUpdater?) {
        self.service = service
        self.store = store
        self.layouts = layouts
    }

    // MARK: Calls

    /// Starts recording or streaming a web page; answers once its process runs.
    public func startWebEgress(_ request: LiveKit.WebEgressRequest) async throws -> LiveKit.EgressInfo {
        try await start(.web(request), room: "")
    }

    /// Starts recording or streaming a room through a page.
    public func startRoomCompositeEgress(_ request: LiveKit.RoomCompositeEgressRequest) async throws -> LiveKit.EgressInfo {
        try await start(.roomComposite(request), room: request.roomName)
    }

    /// Starts any kind of egress, as the newer form of the API words it.
    public func startEgress(_ request: LiveKit.StartEgressRequest) async throws -> LiveKit.EgressInfo {
        try await start(.egress(request), room: request.roomName)
    }

    /// Running and kept egresses, in the order in which they were started, a page at a time.
    public func listEgress(_ request: LiveKit.ListEgressRequest) async throws -> LiveKit.ListEgressResponse {
        try await store.list(request)
    }

    /// Ends an egress well; answers while it ends.
    public func stopEgress(_ request: LiveKit.StopEgressRequest) async throws -> LiveKit.EgressInfo {
        try await ended(request.egressID, "stopped") { try await service.stop(request.egressID) }
    }

    /// Adds and removes destinations of an egress that streams.
    public func updateStream(_ request: LiveKit.UpdateStreamRequest) async throws -> LiveKit.EgressInfo {
        try await ended(request.egressID, "updated") { try await service.updateStream(request) }
    }

    /// Changes the layout of an egress whose page shows a room; the room's server must be configured.
    public func updateLayout(_ request: LiveKit.UpdateLayoutRequest) async throws -> LiveKit.EgressInfo {
        guard let info = await service.info(request.egressID) else {
            return try await ended(request.egressID, "updated") { throw RPCError(.notFound, "egress not found") }
        }
        guard let layouts, !info.roomName.isEmpty else {
            throw RPCError(.failedPrecondition, "a layout needs a room, and ws_url, api_key and api_secret of its server")
        }
        try await layouts.update(room: info.roomName, identity: info.egressID, layout: request.layout)
        return info
    }

    // MARK: Over Twirp

    /// Adds its methods to `server`.
    func register(on server: inout TwirpServer) {
        serve(LiveKit.Egress.startRoomCompositeEgress, on: &server) { try await startRoomCompositeEgress($0) }
        serve(LiveKit.Egress.startWebEgress, on: &server) { try await startWebEgress($0) }
        serve(LiveKit.Egress.startParticipantEgress, on: &server) { try await start(.participant($0), room: $0.roomName) }
        serve(LiveKit.Egress.startTrackCompositeEgress, on: &server) { try await start(.trackComposite($0), room: $0.roomName) }
        serve(LiveKit.Egress.startTrackEgress, on: &server) { try await start(.track($0), room: $0.roomName) }
        serve(LiveKit.Egress.startEgress, on: &server) { try await startEgress($0) }
        serve(LiveKit.Egress.listEgress, on: &server) { try await listEgress($0) }
        serve(LiveKit.Egress.stopEgress, on: &server) { try await stopEgress($0) }
        serve(LiveKit.Egress.updateStream, on: &server) { try await updateStream($0) }
        serve(LiveKit.Egress.updateLayout, on: &server) { try await updateLayout($0) }
    }

    // MARK: Helpers

    private func start(_ request: RPC.StartEgressRequest.Request, room: String) async throws -> LiveKit.EgressInfo {
        var start = RPC.StartEgressRequest()
        start.egressID = try RandomBytes.identifier(prefix: "EG_")
        start.roomName = room
        start.request = request
        return try await service.start(start)
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
