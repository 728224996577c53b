/// Whether a destination may be called, judged by how its last calls ended.
///
/// After a failure everybody waits, and then one call alone tries whether the destination is back; every failure doubles the
/// wait. So a destination that is out of order is asked once in a while, however many uploads wait for it.
struct Outage: Sendable {
    let firstPause: Duration
    let longestPause: Duration
    let giveUpAfter: Duration
    /// When the first of the failures was that no success followed.
    private(set) var since: Duration?
    private var lastError: StorageError?
    private var failures = 0
    private var nextTry = Duration.zero
    private var isProbing = false

    init(_ options: UploadOptions) {
        firstPause = options.firstPause
        longestPause = max(options.longestPause, options.firstPause)
        giveUpAfter = options.giveUpAfter
    }

    func allowsCall(now: Duration) -> Bool { since == nil || !isProbing && now >= nextTry }

    /// A call begins; how it ended is to be reported.
    mutating func began() { isProbing = since != nil }

    /// The time to ask again, when nobody is trying.
    var wakeTime: Duration? { since == nil || isProbing ? nil : nextTry }

    /// Why the destination counts as lost; nil as long as there is hope.
    func loss(now: Duration) -> StorageError? {
        guard let since, now - since >= giveUpAfter else { return nil }
        return lastError
    }

    mutating func succeeded() { (since, failures, isProbing, lastError) = (nil, 0, false, nil) }

    /// `spread` is from 0 to 1: who failed together does not come back together.
    mutating func failed(_ error: StorageError, now: Duration, spread: Double) {
        // Calls that began before the outage end while it lasts; they say nothing new.
        if since != nil, !isProbing { return }
        since = since ?? now
        lastError = error
        isProbing = false
        let pause = min(firstPause * (1 << min(failures, 20)), longestPause)
        failures += 1
        nextTry = now + pause * (0.75 + spread / 4)
        // The last try is when patience ends, not up to a whole pause later.
        if let since, now < since + giveUpAfter { nextTry = min(nextTry, since + giveUpAfter) }
    }

    /// A call ended without telling anything about the destination.
    mutating func ended() { isProbing = false }
}
