/// Lets one test at a time use what the process has only one of.
public actor Turnstile {
    /// For the handler of GStreamer's log.
    public static let gstreamerLog = Turnstile()

    private var isTaken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    private init() {}

    public func enter() async {
        guard isTaken else {
            isTaken = true
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    public func leave() {
        if waiting.isEmpty { isTaken = false } else { waiting.removeFirst().resume() }
    }
}
