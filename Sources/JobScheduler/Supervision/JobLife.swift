internal import ServiceKit

/// The life of one job's process, as far as its supervisor decides about it.
///
/// Time comes in ticks of the supervisor's own clock, not as instants: a machine that stood still for a while wakes up
/// to one tick, and does not find all jobs silent.
struct JobLife: Sendable {
    struct Limits: Hashable, Sendable {
        var tick: Duration
        var readyTicks: Int
        var silentTicks: Int
        /// From the result to the process's end.
        var exitTicks: Int
        /// In bytes, of all processes of the job together.
        var memory: UInt64?
    }

    enum Input: Sendable {
        case message(JobMessage)
        case notUnderstood(JobMessageError)
        case tick
        case measured(memory: UInt64)
        case kill(reason: String)
        /// The process is gone. `isOutOfMemory` when the kernel has killed for memory just now.
        case exited(ChildProcess.Exit, isOutOfMemory: Bool)
    }

    enum Action: Hashable, Sendable {
        case none, becameReady, kill
        case end(Result<[UInt8], JobError>)
    }

    private enum State {
        case starting(ticks: Int)
        case running(silentTicks: Int)
        case finished([UInt8], ticks: Int)
        case dying(JobError)
        case ended
    }

    private let limits: Limits
    private var state = State.starting(ticks: 0)

    init(limits: Limits) { self.limits = limits }

    mutating func handle(_ input: Input) -> Action {
        switch input {
        case .message(let message): received(message)
        case .notUnderstood(let error): die(.notUnderstood(error))
        case .tick: tick()
        case .measured(let memory): measured(memory)
        case .kill(let reason): die(.ended(reason: reason))
        case .exited(let exit, let isOutOfMemory): end(exit, isOutOfMemory)
        }
    }

    private mutating func received(_ message: JobMessage) -> Action {
        switch (state, message) {
        case (.starting, .ready):
            state = .running(silentTicks: 0)
            return .becameReady
        case (.starting, .result(let result)), (.running, .result(let result)):
            state = .finished(result, ticks: 0)
            return .none
        case (.running, _):
            state = .running(silentTicks: 0)
            return .none
        case (.starting, _), (.finished, _), (.dying, _), (.ended, _): return .none
        }
    }

    private mutating func tick() -> Action {
        switch state {
        case .starting(let ticks):
            state = .starting(ticks: ticks + 1)
            return ticks + 1 < limits.readyTicks ? .none : die(.notReady(after: limits.tick * (ticks + 1)))
        case .running(let ticks):
            state = .running(silentTicks: ticks + 1)
            return ticks + 1 < limits.silentTicks ? .none : die(.hung(silentFor: limits.tick * (ticks + 1)))
        case .finished(let result, let ticks):
            state = .finished(result, ticks: ticks + 1)
            return ticks + 1 < limits.exitTicks ? .none : .kill
        case .dying, .ended: return .none
        }
    }

    private mutating func measured(_ memory: UInt64) -> Action {
        guard let limit = limits.memory, memory > limit else { return .none }
        return die(.outOfMemory(used: memory, limit: limit))
    }

    private mutating func die(_ error: JobError) -> Action {
        switch state {
        case .starting, .running:
            state = .dying(error)
            return .kill
        case .finished: return .kill  // the result stands
        case .dying, .ended: return .none
        }
    }

    private mutating func end(_ exit: ChildProcess.Exit, _ isOutOfMemory: Bool) -> Action {
        defer { state = .ended }
        switch state {
        case .starting, .running: return .end(.failure(Self.error(exit, isOutOfMemory)))
        case .finished(let result, _): return .end(.success(result))
        case .dying(let error): return .end(.failure(error))
        case .ended: return .none
        }
    }

    /// Signals that a process brings upon itself (signal(7)): ILL, TRAP, ABRT, BUS, FPE, SEGV, SYS.
    private static let crashes: Set<Int32> = [4, 5, 6, 7, 8, 11, 31]

    private static func error(_ exit: ChildProcess.Exit, _ isOutOfMemory: Bool) -> JobError {
        switch exit {
        case .status(let status): .noResult(status: status)
        case .signal(9) where isOutOfMemory: .outOfMemory(used: nil, limit: nil)
        case .signal(let number): crashes.contains(number) ? .crashed(signal: number) : .killed(signal: number)
        }
    }
}
