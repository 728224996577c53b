internal import ProtobufRuntime
public import ProtocolModels
internal import Synchronization

/// Calls the methods of one service over the bus.
///
/// Answers and offers are taken in on the bus's own thread, so that a call costs one suspension.
public final class RPCClient: Sendable {
    private struct Pending {
        var call: ClientCall
        let claimChannel: String
        let continuation: CheckedContinuation<Result<[UInt8], RPCError>, Never>
        /// The earliest instant the timer is set to for this call.
        var scheduled: ContinuousClock.Instant
    }

    private struct State {
        var calls: [String: Pending] = [:]
        var collections: [String: AsyncStream<Result<[UInt8], RPCError>>.Continuation] = [:]
        var isClosed = false
        var subscriptions: [BusSubscription] = []
    }

    /// `CLI_` and twelve characters.
    public let identifier: String
    private let bus: any MessageBus
    private let service: String
    private let unixNanoseconds: @Sendable () -> Int64
    private let state = Mutex(State())
    private let timer = DeadlineTimer()

    /// A client of `service`, ready for calls once this returns. `unixNanoseconds` is the clock of the day, with which
    /// requests tell servers when they expire.
    public init(
        bus: any MessageBus, service: String, identifier: String? = nil,
        unixNanoseconds: @escaping @Sendable () -> Int64
    ) async throws(RPCError) {
        self.bus = bus
        self.service = service
        self.identifier = identifier ?? BusIdentifier.client()
        self.unixNanoseconds = unixNanoseconds
        timer.start { [weak self] in self?.advance($0) }
        do throws(RPCError) {
            try await subscribe(ChannelName.response(service, client: self.identifier)) { $0.takeResponse($1) }
            try await subscribe(ChannelName.claimRequest(service, client: self.identifier)) { $0.takeClaim($1) }
        } catch {
            await close()
            throw error
        }
    }

    private func subscribe(
        _ channel: String, _ take: @escaping @Sendable (RPCClient, [UInt8]) -> Void
    ) async throws(RPCError) {
        do throws(BusError) {
            let subscription = try await bus.subscribe(to: channel, as: .every) { [weak self] payload in
                if let self { take(self, payload) }
            }
            state.withLock { $0.subscriptions.append(subscription) }
        } catch {
            throw .bus(error)
        }
    }

    /// Ends all calls with `client is closed`.
    public func close() async {
        let (calls, collections, subscriptions) = state.withLock { state in
            defer { state = State(isClosed: true) }
            return (state.calls.values, state.collections.values, state.subscriptions)
        }
        for pending in calls { pending.continuation.resume(returning: .failure(.clientClosed)) }
        for collection in collections { collection.finish() }
        for subscription in subscriptions { await subscription.cancel() }
    }

    // MARK: Calls

    /// Calls `method`, which is not a multi one, and waits for the answer.
    ///
    /// `topic` has the method's number of segments; empty ones add nothing. Throws what the server answered, or one of
    /// this client's own errors. A cancelled task gives the call up; the server may still execute it.
    public func call<Request, Response>(
        _ method: ServiceMethod<Request, Response>, _ request: Request, topic: [String] = [],
        options: CallOptions = CallOptions()
    ) async throws(RPCError) -> Response {
        precondition(method.service == service && method.routing != .multi)
        let body = request.encoded()
        var failure = RPCError.timedOut
        for timeout in options.retry?.timeouts(first: options.timeout) ?? [options.timeout] {
            switch await attempt(method, body, topic, options, timeout) {
            case .success(let bytes): return try decode(bytes)
            case .failure(let error): failure = error
            }
            guard options.retry?.repeats(after: failure) == true else { break }
        }
        throw failure
    }

    private func decode<Response: ProtobufMessage>(_ bytes: [UInt8]) throws(RPCError) -> Response {
        do throws(ProtobufError) { return try Response(protobuf: bytes) } catch { throw .malformedResult("\(error)") }
    }

    private func attempt<Request, Response>(
        _ method: ServiceMethod<Request, Response>, _ body: [UInt8], _ topic: [String], _ options: CallOptions,
        _ timeout: Duration
    ) async -> Result<[UInt8], RPCError> {
        let identifier = BusIdentifier.request()
        let payload = Envelope.payload(envelope(identifier, body, timeout, options.metadata, isMulti: false))
        let now = ContinuousClock.now
        let selection = method.needsClaim ? options.selection ?? method.defaultSelection : nil
        let call = ClientCall(selection: selection, deadline: now + timeout, now: now)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let pending = Pending(
                    call: call, claimChannel: ChannelName.claimResponse(service, method.name, topic),
                    continuation: continuation, scheduled: call.nextDeadline)
                // Known before it is published: the answer may be here before publishing returns.
                guard begin(identifier, pending) else { return continuation.resume(returning: .failure(.clientClosed)) }
                publish(payload, to: ChannelName.request(service, method.name, topic), for: identifier)
                // The handler below may have run before the call was known.
                if Task.isCancelled { update(identifier) { $0.fail(.cancelled) } }
            }
        } onCancel: {
            update(identifier) { $0.fail(.cancelled) }
        }
    }

    private func envelope(
        _ identifier: String, _ body: [UInt8], _ timeout: Duration, _ metadata: [String: String], isMulti: Bool
    ) -> PSRPC.Request {
        var envelope = PSRPC.Request()
        envelope.requestID = identifier
        envelope.clientID = self.identifier
        envelope.sentAt = unixNanoseconds()
        envelope.expiry = envelope.sentAt.advancedSaturating(by: timeout)
        envelope.multi = isMulti
        envelope.metadata = metadata
        envelope.rawRequest = body
        return envelope
    }

    private func begin(_ identifier: String, _ pending: Pending) -> Bool {
        let isOpen = state.withLock { state in
            if !state.isClosed { state.calls[identifier] = pending }
            return !state.isClosed
        }
        if isOpen { timer.schedule(identifier, at: pending.scheduled) }
        return isOpen
    }

    private func publish(_ payload: [UInt8], to channel: String, for identifier: String) {
        bus.publish(payload, to: channel) { [weak self] error in
            if let error { self?.update(identifier) { $0.fail(.bus(error)) } }
        }
    }

    // MARK: What arrives

    private func takeClaim(_ payload: [UInt8]) {
        guard let claim = Envelope.message(PSRPC.ClaimRequest.self, in: payload) else { return }
        let offer = RPCClaim(serverID: claim.serverID, affinity: claim.affinity)
        update(claim.requestID) { $0.receive(offer, now: .now) }
    }

    private func takeResponse(_ payload: [UInt8]) {
        guard let response = Envelope.message(PSRPC.Response.self, in: payload) else { return }
        let collection = state.withLock { $0.collections[response.requestID] }
        guard let collection else { return update(response.requestID) { $0.receive(response.result) } }
        collection.yield(response.result)
    }

    private func advance(_ identifier: String) {
        let collection = state.withLock { $0.collections.removeValue(forKey: identifier) }
        collection?.finish()
        update(identifier) { $0.advance(now: .now) }
    }

    /// Feeds a call and does what it says. Unknown calls are over.
    private func update(_ identifier: String, _ input: (inout ClientCall) -> ClientCall.Action) {
        var next: ContinuousClock.Instant?
        let step = state.withLock { state -> (action: ClientCall.Action, pending: Pending)? in
            guard var pending = state.calls[identifier] else { return nil }
            let action = input(&pending.call)
            if pending.call.nextDeadline < pending.scheduled || pending.scheduled <= .now {
                pending.scheduled = pending.call.nextDeadline
                next = pending.scheduled
            }
            if case .finish = action { state.calls[identifier] = nil } else { state.calls[identifier] = pending }
            return (action, pending)
        }
        guard let step else { return }
        switch step.action {
        case .finish(let result): step.pending.continuation.resume(returning: result)
        case .choose(let server): choose(server, identifier, step.pending.claimChannel)
        case .none: break
        }
        if case .finish = step.action { return }
        if let next { timer.schedule(identifier, at: next) }
    }

    private func choose(_ server: String, _ identifier: String, _ channel: String) {
        var answer = PSRPC.ClaimResponse()
        answer.requestID = identifier
        answer.serverID = server
        publish(Envelope.payload(answer), to: channel, for: identifier)
    }

    // MARK: Multi calls

    /// Calls a multi method: every server answers, and the stream ends with the timeout. Answers beyond a thousand
    /// that wait to be read are dropped.
    public func callAll<Request, Response>(
        _ method: ServiceMethod<Request, Response>, _ request: Request, topic: [String] = [],
        options: CallOptions = CallOptions()
    ) -> some AsyncSequence<Result<Response, RPCError>, Never> & Sendable {
        precondition(method.service == service && method.routing == .multi)
        let identifier = BusIdentifier.request()
        let (stream, continuation) = AsyncStream.makeStream(
            of: Result<[UInt8], RPCError>.self, bufferingPolicy: .bufferingOldest(1000))
        let isOpen = state.withLock { state in
            if !state.isClosed { state.collections[identifier] = continuation }
            return !state.isClosed
        }
        if isOpen {
            timer.schedule(identifier, at: .now + options.timeout)
            let envelope = envelope(identifier, request.encoded(), options.timeout, options.metadata, isMulti: true)
            bus.publish(
                Envelope.payload(envelope), to: ChannelName.request(service, method.name, topic)
            ) { error in
                if let error { continuation.yield(.failure(.bus(error))) }
            }
        } else {
            continuation.yield(.failure(.clientClosed))
            continuation.finish()
        }
        return stream.map { result in
            result.flatMap { bytes in Result { () throws(RPCError) in try self.decode(bytes) } }
        }
    }
}

extension PSRPC.Response {
    /// Success or failure; the error's text decides, as psrpc has it.
    var result: Result<[UInt8], RPCError> {
        guard !error.isEmpty else { return .success(rawResponse) }
        let details = errorDetails.map { RPCError.Detail(typeURL: $0.typeURL, value: $0.value) }
        return .failure(RPCError(RPCErrorCode(rawValue: code) ?? .unknown, error, details: details))
    }
}

extension Int64 {
    /// `self` and `duration` in nanoseconds.
    func advancedSaturating(by duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflow else { return .max }
        let (sum, overflows) = addingReportingOverflow(scaled + attoseconds / 1_000_000_000)
        return overflows ? .max : sum
    }
}

extension ServiceMethod {
    var defaultSelection: SelectionOptions { routing == .affinity ? .affinity : .first }
}
