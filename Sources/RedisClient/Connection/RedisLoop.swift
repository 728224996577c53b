internal import Foundation
internal import Glibc
internal import Synchronization

/// The thread that owns a client's connections, and the door through which others reach it.
///
/// `@unchecked`: the lanes are touched on the loop's thread alone, everything else is immutable or behind the mutex.
final class RedisLoop: @unchecked Sendable {
    typealias Instant = ContinuousClock.Instant

    /// What other threads ask for.
    enum Submission {
        case command(CommandLane.Entry)
        case subscribe(
            channel: String, token: Int, handler: SubscriptionLane.Handler,
            waiter: SubscriptionTable<SubscriptionLane.Handler>.Waiter)
        case unsubscribe(channel: String, token: Int, done: @Sendable () -> Void)
    }

    private struct Shared {
        var submissions: [Submission] = []
        /// Bytes of commands that were not answered yet.
        var backlog = 0
        var isAsleep = false
        var isStopping = false
        var hasEnded = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    /// Bytes of unanswered commands beyond which a further one is refused.
    static let maximumBacklog = 16 << 20

    private let shared = Mutex(Shared())
    private let options: RedisOptions
    private let onEvent: @Sendable (RedisEvent) -> Void
    private let commands: CommandLane
    private let subscriptions: SubscriptionLane
    /// Nil where there is no cluster.
    private let cluster: ClusterLanes?
    private let wakeUp: WakeUpSocket

    init(options: RedisOptions, onEvent: @escaping @Sendable (RedisEvent) -> Void) throws(RedisError) {
        let now = ContinuousClock.now
        self.options = options
        self.onEvent = onEvent
        commands = CommandLane(
            connection: RedisConnection(options: options, now: now), timeout: options.readTimeout)
        subscriptions = SubscriptionLane(
            connection: RedisConnection(options: options, now: now), timeout: options.readTimeout, now: now)
        cluster = options.clusterAddresses.isEmpty ? nil : ClusterLanes(options: options, first: commands)
        wakeUp = try WakeUpSocket()
    }

    // MARK: From any thread

    func start() {
        Thread.detachNewThread { [self] in
            Thread.current.name = "redis"
            run()
        }
    }

    func submit(_ command: RedisCommand, _ completion: @escaping CommandLane.Completion) {
        let size = command.bytes.count
        let entry = CommandLane.Entry(command: command, deadline: .now + options.readTimeout) { [weak self] result in
            self?.shared.withLock { $0.backlog -= size }
            completion(result)
        }
        let refusal: RedisError? = shared.withLock { shared in
            if shared.isStopping { return .closed }
            guard shared.backlog + size <= RedisLoop.maximumBacklog else {
                return .overloaded(limit: RedisLoop.maximumBacklog)
            }
            shared.backlog += size
            append(.command(entry), &shared)
            return nil
        }
        if let refusal { completion(.failure(refusal)) }
    }

    /// False when the loop is stopping: the submission was not taken.
    func submit(_ submission: Submission) -> Bool {
        shared.withLock { shared in
            guard !shared.isStopping else { return false }
            append(submission, &shared)
            return true
        }
    }

    private func append(_ submission: Submission, _ shared: inout Shared) {
        shared.submissions.append(submission)
        wake(&shared)
    }

    private func wake(_ shared: inout Shared) {
        guard shared.isAsleep else { return }
        shared.isAsleep = false
        wakeUp.ring()
    }

    func requestStop() {
        shared.withLock { shared in
            shared.isStopping = true
            wake(&shared)
        }
    }

    func stop() async {
        requestStop()
        await withCheckedContinuation { continuation in
            let hasEnded = shared.withLock { shared in
                if !shared.hasEnded { shared.waiters.append(continuation) }
                return shared.hasEnded
            }
            if hasEnded { continuation.resume() }
        }
    }

    // MARK: On the loop's thread

    private func run() {
        commands.connection.onEvent = { [unowned self] event in
            commands.handle(event)
            if case .ready = event { cluster?.askForMap(now: .now) }
            report(event, .commands)
        }
        subscriptions.connection.onEvent = { [unowned self] event in
            subscriptions.handle(event, now: .now)
            report(event, .subscriptions)
        }
        while turn() {}
        end()
    }

    private func report(_ event: RedisConnection.Event, _ purpose: RedisEvent.Purpose) {
        switch event {
        case .ready: onEvent(.connected(purpose))
        case .lost(let error): onEvent(.disconnected(purpose, error))
        case .reply: break
        }
    }

    /// One round: what was submitted, what is due, then what the network brings. False when it is time to stop.
    private func turn() -> Bool {
        let (submissions, isStopping) = shared.withLock { shared in
            defer { shared.submissions.removeAll() }
            return (shared.submissions, shared.isStopping)
        }
        let now = ContinuousClock.now
        for submission in submissions { take(submission, now) }
        commands.advance(now: now)
        subscriptions.advance(now: now)
        for lane in cluster?.lanes ?? [] { lane.advance(now: now) }
        guard !isStopping else { return false }
        // Asleep only with nothing left to do: completions may have submitted more from this very thread.
        let mayWait = shared.withLock { shared in
            shared.isAsleep = shared.submissions.isEmpty && !shared.isStopping
            return shared.isAsleep
        }
        wait(mayWait: mayWait)
        return true
    }

    private func take(_ submission: Submission, _ now: Instant) {
        switch submission {
        case .command(let entry): if let cluster { cluster.submit(entry) } else { commands.submit(entry) }
        case .subscribe(let channel, let token, let handler, let waiter):
            subscriptions.add(handler, token: token, to: channel, now: now, waiter: waiter)
        case .unsubscribe(let channel, let token, let done):
            subscriptions.remove(token: token, from: channel, now: now)
            done()
        }
    }

    private func wait(mayWait: Bool) {
        let connections = [subscriptions.connection, commands.connection] + (cluster?.lanes ?? []).map(\.connection)
        var descriptors = [pollfd(fd: wakeUp.descriptor, events: Int16(POLLIN), revents: 0)]
        descriptors += connections.map { connection in
            pollfd(fd: connection.events == 0 ? -1 : connection.descriptor, events: connection.events, revents: 0)
        }
        let count = poll(&descriptors, nfds_t(descriptors.count), mayWait ? patience : 0)
        shared.withLock { $0.isAsleep = false }
        guard count > 0 else { return }
        if descriptors[0].revents != 0 { wakeUp.drain() }
        let now = ContinuousClock.now
        for (connection, entry) in zip(connections, descriptors.dropFirst()) { connection.handle(entry.revents, now: now) }
    }

    /// Milliseconds until something is due, rounded up; without end when nothing is.
    private var patience: Int32 {
        guard let deadline = deadlines.compactMap({ $0 }).min() else { return -1 }
        let left = deadline - .now
        guard left > .zero else { return 0 }
        let (seconds, attoseconds) = left.components
        return Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1)
    }

    private var deadlines: [Instant?] {
        [commands.deadline, subscriptions.deadline] + (cluster?.lanes ?? []).map(\.deadline)
    }

    private func end() {
        let left = shared.withLock { shared in
            defer { shared.submissions = [] }
            return shared.submissions
        }
        for submission in left { take(submission, .now) }
        commands.close()
        subscriptions.close()
        cluster?.close()
        commands.connection.close()
        subscriptions.connection.close()
        let waiters = shared.withLock { shared in
            shared.hasEnded = true
            defer { shared.waiters = [] }
            return shared.waiters
        }
        for waiter in waiters { waiter.resume() }
    }
}
