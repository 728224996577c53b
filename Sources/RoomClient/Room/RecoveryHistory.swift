/// How often the connection had to be got back of late: a server that lets us in and breaks again at once costs attempts like
/// one that does not answer.
struct RecoveryHistory: Sendable {
    var attempts = 0
    var ended: ContinuousClock.Instant?

    /// A connection that held for so long was a good one.
    static let trial = Duration.seconds(30)

    mutating func begin(at now: ContinuousClock.Instant) {
        guard let ended, ended.duration(to: now) < RecoveryHistory.trial else {
            attempts = 0
            return
        }
    }
}
