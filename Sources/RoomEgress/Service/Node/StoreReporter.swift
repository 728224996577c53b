import ProtobufRuntime
import ProtocolModels
import ServiceBus
import ServiceKit

/// Keeps what becomes of egresses in a file of this machine, for a service that stands alone.
final class StoreReporter: EgressReporter {
    private let store: JobInfoStore
    private let logger: Logger

    init(_ store: JobInfoStore, logger: Logger) {
        self.store = store
        self.logger = logger
    }

    func create(_ info: LiveKit.EgressInfo) async throws { try await store.store(JobInfoRecord(info)) }

    func update(_ info: LiveKit.EgressInfo) async { _ = await keep(info) }

    private func keep(_ info: LiveKit.EgressInfo) async -> Bool {
        do { try await store.store(JobInfoRecord(info)) } catch {
            logger.error("cannot keep what became of an egress", LogField("egress_id", info.egressID), LogField("error", "\(error)"))
            return false
        }
        return true
    }

    func finish(_ info: LiveKit.EgressInfo, settle: @escaping @Sendable () -> Void) async {
        if await keep(info) { settle() }
    }

    func withdraw(_ info: LiveKit.EgressInfo) async { await update(info) }

    /// The file answers at once or not at all.
    var failingSince: ContinuousClock.Instant? { get async { nil } }

    func drain() async {}

    func close() async {}

    /// Forgets what ended before `time`, in nanoseconds since the Unix epoch.
    func prune(endedBefore time: Int64) async {
        do { try await store.prune(endedBefore: time) } catch {
            logger.error("cannot forget ended egresses", LogField("error", "\(error)"))
        }
    }

    // MARK: Asking

    func info(_ id: String) async throws -> LiveKit.EgressInfo? {
        guard let record = try await store.record(id) else { return nil }
        return try LiveKit.EgressInfo(protobuf: record.payload)
    }

    func list(_ request: LiveKit.ListEgressRequest) async throws -> LiveKit.ListEgressResponse {
        var query = JobInfoQuery(
            id: request.egressID.isEmpty ? nil : request.egressID,
            roomName: request.roomName.isEmpty ? nil : request.roomName, isActive: request.active ? true : nil)
        if let token = request.pageToken?.token, !token.isEmpty {
            guard let parsed = JobPageToken(token) else {
                throw RPCError(.invalidArgument, "page_token is not one that this service has given")
            }
            query.pageToken = parsed
        }
        let page = try await store.list(query)
        var response = LiveKit.ListEgressResponse()
        response.items = try page.records.map { try LiveKit.EgressInfo(protobuf: $0.payload) }
        if let next = page.next {
            var token = LiveKit.TokenPagination()
            token.token = next.text
            response.nextPageToken = token
        }
        return response
    }
}

extension JobInfoRecord {
    init(_ info: LiveKit.EgressInfo) {
        self.init(
            id: info.egressID, roomName: info.roomName, isActive: info.status.rawValue < LiveKit.EgressStatus.complete.rawValue,
            startedAt: info.startedAt, updatedAt: info.updatedAt, endedAt: info.endedAt, payload: info.encoded())
    }
}
