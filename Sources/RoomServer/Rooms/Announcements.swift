internal import MediaTypes

/// When others hear of a participant that keeps changing: at once as long as that is seldom, later and once otherwise.
struct Announcements {
    private var budget: SignalBudget
    private let largest: Int
    /// Something changed that has not been told.
    private(set) var isPending = false

    init(burst: Int, perSecond: Int, now: MediaTime) {
        budget = SignalBudget(burst: burst, perSecond: perSecond, now: now)
        largest = SignalBudget.byteCount(of: burst)
    }

    /// Whether a change, `byteCount` being the size of what there is to tell, is told now; otherwise it waits for ``takePending``.
    mutating func change(byteCount: Int, at now: MediaTime) -> Bool {
        isPending = !budget.take(byteCount: min(byteCount, largest), at: now)
        return !isPending
    }

    /// Whether what waits is told now.
    mutating func takePending(byteCount: Int, at now: MediaTime) -> Bool {
        isPending && change(byteCount: byteCount, at: now)
    }
}
