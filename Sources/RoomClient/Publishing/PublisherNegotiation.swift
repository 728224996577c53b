/// When the publisher connection is offered: one offer at a time, and another one when something changed meanwhile.
struct PublisherNegotiation: Hashable, Sendable {
    private(set) var isWaiting = false
    private var isWantedAgain = false
    private var restartsAgain = false
    /// Of the last offer.
    private(set) var number: UInt32 = 0

    /// Whether to offer now; otherwise the answer that is being waited for comes first.
    mutating func want(iceRestart: Bool = false) -> Bool {
        guard isWaiting else {
            isWaiting = true
            number &+= 1
            return true
        }
        isWantedAgain = true
        restartsAgain = restartsAgain || iceRestart
        return false
    }

    /// Whether an answer is that to the last offer; servers that number nothing send zero.
    func isCurrent(_ answer: UInt32) -> Bool { isWaiting && (answer == 0 || answer == number) }

    /// The answer came, or none will. Whether to offer again, and with an ICE restart; nil when not.
    mutating func settle() -> Bool? {
        isWaiting = false
        guard isWantedAgain else { return nil }
        defer { (isWantedAgain, restartsAgain) = (false, false) }
        return restartsAgain
    }
}
