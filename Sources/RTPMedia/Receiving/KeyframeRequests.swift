public import MediaTypes

/// When to ask a sender for a key frame. Asking again waits twice as long each time, until one comes.
public struct KeyframeRequests: Sendable {
    private let shortest: MediaTime
    private let longest: MediaTime
    private var interval: MediaTime
    private var lastSent: MediaTime?
    /// When a request is due; `nil` when none is wanted.
    public private(set) var nextDeadline: MediaTime?

    public init(shortest: MediaTime = .milliseconds(300), longest: MediaTime = .seconds(5)) {
        self.shortest = shortest
        self.longest = longest
        interval = shortest
    }

    /// A key frame is wanted. Nothing changes if one is wanted already.
    public mutating func want(at now: MediaTime) {
        guard nextDeadline == nil else { return }
        nextDeadline = max(now, lastSent.map { $0 + interval } ?? now)
    }

    public mutating func noteKeyframe() {
        nextDeadline = nil
        interval = shortest
    }

    /// Whether to ask now.
    public mutating func takeDue(at now: MediaTime) -> Bool {
        guard let deadline = nextDeadline, now >= deadline else { return false }
        if lastSent != nil { interval = min(interval + interval, longest) }
        lastSent = now
        nextDeadline = now + interval
        return true
    }
}
