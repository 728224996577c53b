/// The way to one destination: bounds the calls at the same time, tries again what may succeed later, and knows when there is
/// no hope any more.
actor UploadLane {
    nonisolated let destination: UploadDestination
    private let options: UploadOptions
    private let time: UploadTime
    private let onRetry: @Sendable () -> Void
    private var outage: Outage
    private var running = 0
    private var successes = 0
    private var waiters: [(id: Int, continuation: CheckedContinuation<Void, Never>)] = []
    private var nextWaiter = 0
    private var alarm: (time: Duration, task: Task<Void, Never>)?
    /// Once set, an outage is not waited for: there is another destination.
    private var isGivenUp = false

    /// A call that fails while others succeed is tried this often.
    static let mostOwnFailures = 20
    /// So often a store may hold something else than what was sent. Stores repeat such calls themselves.
    static let mostMismatches = 2

    init(
        _ destination: UploadDestination, _ options: UploadOptions, _ time: UploadTime,
        onRetry: @escaping @Sendable () -> Void
    ) {
        self.destination = destination
        self.options = options
        self.time = time
        self.onRetry = onRetry
        outage = Outage(options)
    }

    deinit { alarm?.task.cancel() }

    /// Makes a call, and repeats it as long as its failures are transient and there is hope.
    func perform<Answer: Sendable>(
        _ call: @escaping @Sendable (any ObjectStore) async throws(StorageError) -> Answer
    ) async throws(StorageError) -> Answer {
        let successesBefore = successes
        var (failures, mismatches) = (0, 0)
        while true {
            try await enter()
            let result = await Self.run(call, destination.store)
            leave(result)
            guard case .failure(let error) = result else { return try result.get() }
            failures += 1
            let failsAlone = failures >= Self.mostOwnFailures && successes - successesBefore >= failures
            if error.problem == .checksumMismatch { mismatches += 1 }
            if !error.isTransient || isGivenUp || failsAlone || mismatches >= Self.mostMismatches { throw error }
            onRetry()
        }
    }

    /// Makes a call once, without regard to the others, and cancels it when it takes too long; for what is not worth waiting
    /// for. The time is that of the network, whatever clock the uploads have.
    func attempt<Answer: Sendable>(
        limit: Duration = .seconds(300),
        _ call: @escaping @Sendable (any ObjectStore) async throws(StorageError) -> Answer
    ) async throws(StorageError) -> Answer {
        let work = Task { [store = destination.store] in await Self.run(call, store) }
        let alarm = Task {
            try await Task.sleep(for: limit)
            work.cancel()
        }
        defer { alarm.cancel() }
        return try await withTaskCancellationHandler { await work.value } onCancel: { work.cancel() }.get()
    }

    /// From now on an outage is not waited for.
    func giveUp() {
        isGivenUp = true
        wakeNext()
    }

    /// Away from the actor, so that calls do not wait for each other's computing.
    @concurrent private static func run<Answer: Sendable>(
        _ call: @Sendable (any ObjectStore) async throws(StorageError) -> Answer, _ store: any ObjectStore
    ) async -> Result<Answer, StorageError> {
        do throws(StorageError) { return .success(try await call(store)) } catch { return .failure(error) }
    }

    private func enter() async throws(StorageError) {
        while running >= options.concurrentCalls || !outage.allowsCall(now: time.now()) || Task.isCancelled {
            if let error = refusal {
                wakeNext()  // whoever was to wake us may have woken nobody else
                throw error
            }
            setAlarm()
            await wait()
        }
        running += 1
        outage.began()
    }

    /// Why waiting is in vain.
    private var refusal: StorageError? {
        if Task.isCancelled { return StorageError(.cancelled, store: destination.store.kind, operation: "uploading") }
        return outage.loss(now: isGivenUp ? .seconds(Int64.max / 2) : time.now())
    }

    private func leave<Answer>(_ result: Result<Answer, StorageError>) {
        running -= 1
        switch result {
        case .success:
            successes += 1
            outage.succeeded()
        case .failure(let error) where error.isTransient && error.problem != .checksumMismatch:
            outage.failed(error, now: time.now(), spread: Double.random(in: 0...1))
        case .failure(let error) where error.problem == .cancelled || error.problem == .source: outage.ended()
        case .failure: outage.succeeded()  // an answer, though not a pleasant one
        }
        wakeNext()
    }

    private func wait() async {
        nextWaiter += 1
        let id = nextWaiter
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiters.append((id, $0)) }
        } onCancel: {
            Task { await self.wake(id) }
        }
    }

    private func wake(_ id: Int) {
        guard let index = waiters.firstIndex(where: { $0.id == id }) else { return }
        waiters.remove(at: index).continuation.resume()
    }

    /// Wakes as many as can go now; all, when waiting is in vain.
    private func wakeNext() {
        let now = time.now()
        var count = 0
        if outage.since == nil {
            count = options.concurrentCalls - running
        } else if refusal != nil {
            count = waiters.count
        } else if outage.allowsCall(now: now) {
            count = 1
        }
        let woken = waiters.prefix(max(count, 0))
        waiters.removeFirst(woken.count)
        for waiter in woken { waiter.continuation.resume() }
        if !waiters.isEmpty { setAlarm() }
    }

    private func setAlarm() {
        guard let wakeTime = outage.wakeTime, wakeTime != alarm?.time else { return }
        alarm?.task.cancel()
        let task = Task { [time, weak self] in
            guard (try? await time.sleep(max(wakeTime - time.now(), .zero))) != nil else { return }
            await self?.ring()
        }
        alarm = (wakeTime, task)
    }

    private func ring() {
        alarm = nil
        wakeNext()
    }
}
