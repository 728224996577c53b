internal import MediaTypes

/// Where the server's offers to a subscriber stand: one at a time waits for its answer.
struct OfferState {
    /// The number of the last offer.
    private(set) var number = UInt32.random(in: 1...256)
    /// When the answer is overdue; nil when none is awaited.
    var deadline: MediaTime?
    /// An offer is being made, or waits for its answer.
    var isBusy = false
    /// Counts beginnings: what an earlier one started is of no interest any more.
    private(set) var turn = 0
    /// There is more to say than the last offer did.
    var isStale = false

    /// Forgets what was offered, and begins anew.
    mutating func restart() {
        turn += 1
        isBusy = true
        deadline = nil
    }

    mutating func next() -> UInt32 {
        number &+= 1
        return number
    }

    /// Whether an answer belongs to the last offer; clients that do not count say 0.
    func isCurrent(_ answer: UInt32) -> Bool { isBusy && deadline != nil && (answer == 0 || answer == number) }
}
