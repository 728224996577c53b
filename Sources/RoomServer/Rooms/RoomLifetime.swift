internal import MediaTypes

/// When a room ends by itself: some time after it was made when nobody came, or after all left who count. Recorders and
/// agents do not count.
struct RoomLifetime {
    let emptyTimeout: MediaTime
    let departureTimeout: MediaTime
    private var hasBeenUsed = false
    private var emptySince: MediaTime?

    init(emptyTimeout: MediaTime, departureTimeout: MediaTime, now: MediaTime) {
        self.emptyTimeout = emptyTimeout
        self.departureTimeout = departureTimeout
        emptySince = now
    }

    /// Takes how many participants there are that count.
    mutating func note(keepers: Int, at now: MediaTime) {
        if keepers > 0 {
            hasBeenUsed = true
            emptySince = nil
        } else if emptySince == nil {
            emptySince = now
        }
    }

    func isOver(at now: MediaTime) -> Bool {
        guard let emptySince else { return false }
        return now - emptySince >= (hasBeenUsed ? departureTimeout : emptyTimeout)
    }
}
