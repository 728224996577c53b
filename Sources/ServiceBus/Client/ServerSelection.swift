/// Chooses a server among those that offer themselves for a call: fed with offers and the time, answers whom to take.
struct ServerSelection {
    typealias Instant = ContinuousClock.Instant

    enum Decision: Hashable {
        case wait
        case choose(server: String)
        /// The time is over and there is none to choose.
        case none
    }

    private let options: SelectionOptions
    /// The end of the whole selection, nil for none of its own.
    private let end: Instant?
    /// Runs from the first acceptable offer.
    private var shortCircuit: Instant?
    private var best: RPCClaim?
    private var acceptable: [RPCClaim] = []
    /// Offers of any kind.
    private(set) var count = 0

    init(_ options: SelectionOptions, now: Instant) {
        self.options = options
        end = options.timeout.map { now + $0 }
    }

    /// When `expire` is due.
    var deadline: Instant? {
        switch (end, shortCircuit) {
        case (let end?, let shortCircuit?): min(end, shortCircuit)
        case (let end, let shortCircuit): end ?? shortCircuit
        }
    }

    mutating func receive(_ claim: RPCClaim, now: Instant) -> Decision {
        count += 1
        // A wire value that is no number is no offer.
        guard !claim.affinity.isNaN, claim.affinity >= options.minimumAffinity ?? -.infinity else { return .wait }
        let isGoodEnough = options.maximumAffinity.map { claim.affinity >= $0 } ?? false
        if options.acceptsFirst || isGoodEnough { return .choose(server: claim.serverID) }
        // Starts at 0, so that an offer of 0 is never the best.
        if claim.affinity > best?.affinity ?? 0 { best = claim }
        if options.choose != nil { acceptable.append(claim) }
        if shortCircuit == nil { shortCircuit = options.shortCircuit.map { now + $0 } }
        return .wait
    }

    /// What to do at `now`, if it is time to do something.
    func expire(now: Instant) -> Decision {
        guard let deadline, deadline <= now else { return .wait }
        return finish()
    }

    /// The choice among what there is.
    func finish() -> Decision {
        let server = options.choose.map { $0(acceptable) } ?? best?.serverID
        return server.map { .choose(server: $0) } ?? .none
    }
}
