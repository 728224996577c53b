/// Keeps large jobs from waiting for ever behind a stream of small ones.
///
/// Refused jobs come back under new names, so what is remembered is how many cores somebody keeps asking for in vain.
struct LargerJobFirst: Sendable {
    typealias Instant = ContinuousClock.Instant

    private let patience: Duration?
    private let memory: Duration
    private var waiting: (cpu: Double, since: Instant, lastAsked: Instant)?

    init(patience: Duration?, memory: Duration) { (self.patience, self.memory) = (patience, memory) }

    /// The larger job for whose sake one of `cpu` cores has to wait.
    func goesBefore(_ cpu: Double, now: Instant) -> Double? {
        guard let patience, let waiting = current(now), cpu < waiting.cpu, now - waiting.since >= patience else {
            return nil
        }
        return waiting.cpu
    }

    /// A job was refused that an idle node would take.
    mutating func refused(_ cpu: Double, now: Instant) {
        guard let known = current(now) else { return waiting = (cpu, now, now) }
        guard cpu >= known.cpu else { return }
        // The largest counts: room for it is room for all.
        waiting = (cpu, known.since, now)
    }

    mutating func taken(_ cpu: Double) {
        if let known = waiting, cpu >= known.cpu { waiting = nil }
    }

    private func current(_ now: Instant) -> (cpu: Double, since: Instant, lastAsked: Instant)? {
        waiting.flatMap { now - $0.lastAsked <= memory ? $0 : nil }
    }
}
