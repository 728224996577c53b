/// Delivers the newest state of each job, for as long as it takes.
///
/// A job's updates are delivered in order on one of a few lanes, chosen by a hash of its identifier, so that a slow
/// delivery holds up only its own lane. An update that nobody answered is tried again, with pauses, until it arrives or
/// a newer one of the same job takes its place; after any other error it is dropped. Updates of a job wait while
/// `create` runs for that same job, and for no other one's.
public actor UpdateQueue<Update: Sendable, Time: Clock> where Time.Duration == Duration {
    public typealias Deliver = @Sendable (_ identifier: String, _ update: Update) async throws -> Void

    /// What became of an update.
    public enum Event: Sendable {
        case delivered(identifier: String)
        /// Kept, and tried again after the pause.
        case postponed(identifier: String, by: Duration, any Error)
        case dropped(identifier: String, any Error)
    }

    private let clock: Time
    private let retry: UpdateRetry
    private let deliver: Deliver
    private let onEvent: @Sendable (Event) -> Void
    private var backlog: UpdateBacklog<Update>
    private var workers: [Int: Task<Void, Never>] = [:]
    private var failingLanes: [Int: Time.Instant] = [:]
    private var isClosed = false
    private var idleWaiters: [CheckedContinuation<Void, Never>] = []

    public init(
        clock: Time, lanes: Int = 5, retry: UpdateRetry = UpdateRetry(),
        onEvent: @escaping @Sendable (Event) -> Void = { _ in }, deliver: @escaping Deliver
    ) {
        self.clock = clock
        self.retry = retry
        self.deliver = deliver
        self.onEvent = onEvent
        backlog = UpdateBacklog(lanes: lanes)
    }

    /// Since when at least one update could not be delivered; nil while all is well.
    public var failingSince: Time.Instant? { failingLanes.values.min() }

    /// Takes the newest state of a job. Returns at once.
    public func submit(_ update: Update, for identifier: String) {
        guard !isClosed else { return }
        backlog.submit(update, for: identifier)
        work(on: backlog.lane(of: identifier))
    }

    /// Runs `body`, which creates the job where the updates go; its updates wait meanwhile. They are delivered however
    /// that ends: an answer may have been lost, and then the job's end must still arrive.
    public func create<Result: Sendable>(
        _ identifier: String, _ body: @Sendable () async throws -> Result
    ) async rethrows -> Result {
        backlog.hold(identifier)
        defer {
            backlog.release(identifier)
            work(on: backlog.lane(of: identifier))
        }
        return try await body()
    }

    /// Waits until everything submitted so far, and meanwhile, is delivered or dropped.
    public func drain() async {
        guard !isIdle else { return }
        await withCheckedContinuation { idleWaiters.append($0) }
    }

    /// Gives up what is not delivered yet.
    public func close() async {
        isClosed = true
        backlog = UpdateBacklog(lanes: backlog.laneCount)
        for worker in workers.values { worker.cancel() }
        await drain()
    }

    private var isIdle: Bool { workers.isEmpty && backlog.isEmpty }

    private func endWork(on lane: Int) {
        workers[lane] = nil
        guard isIdle else { return }
        for waiter in idleWaiters { waiter.resume() }
        idleWaiters = []
    }

    private func work(on lane: Int) {
        guard workers[lane] == nil, !isClosed else { return }
        workers[lane] = Task {
            while let (identifier, update) = backlog.next(on: lane) { await send(update, of: identifier, on: lane) }
            // In the same step as the look at the backlog: what is submitted from now on starts another one.
            endWork(on: lane)
        }
    }

    private func send(_ first: Update, of identifier: String, on lane: Int) async {
        var update = first
        var failures = 0
        while !Task.isCancelled {
            do {
                try await deliver(identifier, update)
                failingLanes[lane] = nil
                return onEvent(.delivered(identifier: identifier))
            } catch {
                guard retry.keeps(error) else {
                    failingLanes[lane] = nil  // somebody answered
                    return onEvent(.dropped(identifier: identifier, error))
                }
                failures += 1
                if failingLanes[lane] == nil { failingLanes[lane] = clock.now }
                let pause = retry.pause(after: failures)
                onEvent(.postponed(identifier: identifier, by: pause, error))
                try? await clock.sleep(for: pause)
            }
            if let newer = backlog.newer(for: identifier) { update = newer }
        }
    }
}
