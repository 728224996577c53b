internal import MediaTypes
internal import WebRTCTransport

/// One timer for the deadlines of many: it goes off at the earliest, and then has to be set again. For the transport's thread.
final class DeadlineAlarm {
    /// What happens then.
    var action: () -> Void = {}
    private let timeline: SessionTimeline
    private var timer: LoopTimer?
    private var deadline: MediaTime?

    init(_ timeline: SessionTimeline) { self.timeline = timeline }

    /// Goes off at `deadline` as well.
    func set(_ deadline: MediaTime?) {
        guard let deadline, self.deadline.map({ deadline < $0 }) ?? true else { return }
        self.deadline = deadline
        // The timer counts whole milliseconds, and must not come before the deadline.
        let wait = max(0, (deadline - timeline.now).nanoseconds) + 999_999
        timer = LoopTimer(.shared, after: .nanoseconds(wait)) { [weak self] in
            guard let self else { return }
            cancel()
            action()
        }
    }

    func cancel() {
        timer = nil
        deadline = nil
    }
}
