internal import ProtobufRuntime
internal import ProtocolModels
internal import Synchronization

/// Serves one method on one topic: requests in, offers and answers out.
final class MethodServer<Request: ProtobufMessage, Response: ProtobufMessage>: Sendable {
    typealias Handler = @Sendable (Request, RPCContext) async throws -> Response
    typealias Affinity = @Sendable (Request) async -> Float

    private struct State {
        var isStopping = false
        var tasks: [String: Task<Void, Never>] = [:]
        /// Requests offered to serve, until the client says whom it takes.
        var offers: [String: CheckedContinuation<Bool, Never>] = [:]
        var requests: BusSubscription?
        var claims: BusSubscription?
    }

    private let bus: any MessageBus
    private let serverID: String
    private let method: ServiceMethod<Request, Response>
    private let topic: [String]
    private let maximumRequests: Int
    private let drops: DropCount
    private let unixNanoseconds: @Sendable () -> Int64
    private let handler: Handler
    private let affinity: Affinity?
    private let state = Mutex(State())
    private let timer = DeadlineTimer()

    init(
        bus: any MessageBus, serverID: String, method: ServiceMethod<Request, Response>, topic: [String],
        maximumRequests: Int, drops: DropCount, unixNanoseconds: @escaping @Sendable () -> Int64,
        handler: @escaping Handler, affinity: Affinity?
    ) {
        self.bus = bus
        self.serverID = serverID
        self.method = method
        self.topic = topic
        self.maximumRequests = maximumRequests
        self.drops = drops
        self.unixNanoseconds = unixNanoseconds
        self.handler = handler
        self.affinity = affinity
        timer.start { [weak self] in self?.expire($0) }
    }

    // MARK: Life

    func start() async throws(RPCError) {
        do throws(BusError) {
            if method.needsClaim {
                // First, so that no choice is missed.
                let channel = ChannelName.claimResponse(method.service, method.name, topic)
                let claims = try await bus.subscribe(to: channel, as: .every) { [weak self] in self?.takeChoice($0) }
                state.withLock { $0.claims = claims }
            }
            let channel = ChannelName.request(method.service, method.name, topic)
            let kind: BusSubscription.Kind = method.routing == .queue ? .queue : .every
            let requests = try await bus.subscribe(to: channel, as: kind) { [weak self] in self?.takeRequest($0) }
            state.withLock { $0.requests = requests }
        } catch {
            await state.withLock { $0.claims.take() }?.cancel()
            throw .bus(error)
        }
    }

    func stop(_ manner: RPCRegistration.Stop) async {
        let (requests, claims) = state.withLock { state in
            state.isStopping = true
            return (state.requests.take(), state.claims.take())
        }
        await requests?.cancel()
        switch manner {
        case .graceful: for task in state.withLock({ Array($0.tasks.values) }) { await task.value }
        case .forced: abandonAll()
        }
        await claims?.cancel()
    }

    private func abandonAll() {
        let (tasks, offers) = state.withLock { state in
            defer { state.offers = [:] }
            return (state.tasks.values, state.offers.values)
        }
        for task in tasks { task.cancel() }
        for offer in offers { offer.resume(returning: false) }
    }

    // MARK: What arrives, on the bus's thread

    private func takeRequest(_ payload: [UInt8]) {
        guard let request = Envelope.message(PSRPC.Request.self, in: payload) else { return }
        let (left, overflow) = request.expiry.subtractingReportingOverflow(unixNanoseconds())
        guard left > 0, !overflow else { return }
        // Whatever a caller says, nothing is kept for it longer than this.
        let deadline = ContinuousClock.now + min(.nanoseconds(left), .seconds(3600))
        let isTaken = state.withLock { state in
            guard !state.isStopping, state.tasks[request.requestID] == nil else { return false }
            guard state.tasks.count < maximumRequests else {
                drops.add()
                return false
            }
            // The task cannot remove itself before it is entered, because both happen under the lock.
            state.tasks[request.requestID] = Task {
                await self.serve(request, deadline)
                self.state.withLock { $0.tasks[request.requestID] = nil }
            }
            return true
        }
        if isTaken { timer.schedule(request.requestID, at: deadline) }
    }

    private func takeChoice(_ payload: [UInt8]) {
        guard let choice = Envelope.message(PSRPC.ClaimResponse.self, in: payload) else { return }
        decide(choice.requestID, isChosen: choice.serverID == serverID)
    }

    private func expire(_ requestID: String) {
        decide(requestID, isChosen: false)
        state.withLock { $0.tasks[requestID] }?.cancel()
    }

    private func decide(_ requestID: String, isChosen: Bool) {
        let offer = state.withLock { $0.offers.removeValue(forKey: requestID) }
        offer?.resume(returning: isChosen)
    }

    // MARK: One request, in its own task

    private func serve(_ envelope: PSRPC.Request, _ deadline: ContinuousClock.Instant) async {
        let request: Request
        do throws(ProtobufError) { request = try Request(protobuf: envelope.rawRequest) } catch {
            return answer(envelope, .failure(RPCError(.malformedRequest, "\(error)")))
        }
        if method.needsClaim {
            let suitability = await affinity?(request) ?? 1
            guard suitability >= 0, await offer(envelope, suitability) else { return }
        }
        let context = RPCContext(
            requestID: envelope.requestID, clientID: envelope.clientID, deadline: deadline,
            metadata: envelope.metadata)
        do {
            answer(envelope, .success(try await handler(request, context)))
        } catch {
            answer(envelope, .failure(RPCError(error)))
        }
    }

    /// Offers this server and waits for the client's choice, at most until the request expires.
    private func offer(_ envelope: PSRPC.Request, _ affinity: Float) async -> Bool {
        var claim = PSRPC.ClaimRequest()
        claim.requestID = envelope.requestID
        claim.serverID = serverID
        claim.affinity = affinity
        let payload = Envelope.payload(claim)
        return await withCheckedContinuation { continuation in
            // Forced to stop, or expired while the affinity was asked for: nobody would resume it any more.
            guard !Task.isCancelled else { return continuation.resume(returning: false) }
            // Registered before it is published: the choice may be here before publishing returns.
            state.withLock { $0.offers[envelope.requestID] = continuation }
            bus.publish(payload, to: ChannelName.claimRequest(method.service, client: envelope.clientID)) { error in
                if error != nil { self.decide(envelope.requestID, isChosen: false) }
            }
            if Task.isCancelled { decide(envelope.requestID, isChosen: false) }
        }
    }

    private func answer(_ envelope: PSRPC.Request, _ result: Result<Response, RPCError>) {
        var response = PSRPC.Response()
        response.requestID = envelope.requestID
        response.serverID = serverID
        response.sentAt = unixNanoseconds()
        switch result {
        case .success(let message): response.rawResponse = message.encoded()
        case .failure(let error):
            response.error = error.message.isEmpty ? error.code.rawValue : error.message
            response.code = error.code.rawValue
            response.errorDetails = error.details.map(\.wrapped)
        }
        // Nobody is told when this fails: the caller notices by its deadline.
        bus.publish(
            Envelope.payload(response), to: ChannelName.response(method.service, client: envelope.clientID)
        ) { _ in }
    }
}
