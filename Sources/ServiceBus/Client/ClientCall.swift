/// The life of one call on the client's side: choosing a server where that is wanted, then waiting for the answer. Fed
/// with what arrives and the time.
struct ClientCall {
    typealias Instant = ContinuousClock.Instant

    enum Action {
        case none
        /// Tell the servers whom the call is for.
        case choose(server: String)
        /// The call is over.
        case finish(Result<[UInt8], RPCError>)
    }

    private enum State {
        case selecting(ServerSelection, earlyError: RPCError?)
        case waiting
        case finished
    }

    private var state: State
    private let deadline: Instant

    /// `selection` is nil for a method without claims.
    init(selection: SelectionOptions?, deadline: Instant, now: Instant) {
        state = selection.map { .selecting(ServerSelection($0, now: now), earlyError: nil) } ?? .waiting
        self.deadline = deadline
    }

    /// When `advance` is due.
    var nextDeadline: Instant {
        switch state {
        case .selecting(let selection, _): min(selection.deadline ?? deadline, deadline)
        case .waiting, .finished: deadline
        }
    }

    mutating func receive(_ claim: RPCClaim, now: Instant) -> Action {
        switch state {
        case .selecting(var selection, let earlyError):
            let decision = selection.receive(claim, now: now)
            state = .selecting(selection, earlyError: earlyError)
            return apply(decision)
        case .waiting, .finished: return .none  // too late
        }
    }

    mutating func receive(_ response: Result<[UInt8], RPCError>) -> Action {
        switch state {
        case .selecting(let selection, let earlyError):
            // A server that cannot read the request says so at once; another one may still be able to.
            if case .failure(let error) = response { state = .selecting(selection, earlyError: earlyError ?? error) }
            return .none
        case .waiting: return finish(response)
        case .finished: return .none
        }
    }

    mutating func advance(now: Instant) -> Action {
        switch state {
        case .selecting(let selection, _):
            guard deadline <= now else { return apply(selection.expire(now: now)) }
            // A choice would come too late, but that there was one tells what failed.
            if case .choose = selection.finish() { return finish(.failure(.timedOut)) }
            return apply(.none)
        case .waiting: return deadline <= now ? finish(.failure(.timedOut)) : .none
        case .finished: return .none
        }
    }

    /// Ends the call from this side.
    mutating func fail(_ error: RPCError) -> Action {
        if case .finished = state { return .none }
        return finish(.failure(error))
    }

    private mutating func apply(_ decision: ServerSelection.Decision) -> Action {
        guard case .selecting(let selection, let earlyError) = state else { return .none }
        switch decision {
        case .wait: return .none
        case .choose(let server):
            state = .waiting
            return .choose(server: server)
        case .none:
            let error = selection.count == 0 ? RPCError.noResponse : .noServers(claims: selection.count)
            return finish(.failure(earlyError ?? error))
        }
    }

    private mutating func finish(_ result: Result<[UInt8], RPCError>) -> Action {
        state = .finished
        return .finish(result)
    }
}
