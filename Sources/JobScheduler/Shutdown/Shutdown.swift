public import ServiceKit

/// How a service ends, signal by signal.
///
/// SIGTERM and SIGQUIT let the running jobs finish; SIGINT makes them end well now, with what they have. A further
/// signal hastens: from finishing to ending well, from there to ending fast, from there to the end of patience.
public struct Shutdown: Sendable {
    public enum Phase: Int, Hashable, Sendable, Comparable {
        case running
        /// No new jobs; those running finish.
        case draining
        /// Those running were told to end well.
        case stopping
        /// They were told to end as fast as they can.
        case hastening
        /// They were killed.
        case killing

        public static func < (left: Phase, right: Phase) -> Bool { left.rawValue < right.rawValue }
    }

    public enum Action: Hashable, Sendable {
        case refuseNewJobs, stopJobs, hastenJobs, killJobs
        /// Nothing is left to wait for.
        case exit
    }

    public private(set) var phase = Phase.running
    private var hasExited = false

    public init() {}

    /// What to do about a signal, in order. SIGHUP, SIGUSR1 and SIGUSR2 end nothing.
    public mutating func handle(_ signal: Signal, runningJobs: Int) -> [Action] {
        switch signal {
        case .terminate, .quit: advance(to: phase == .running ? .draining : next, runningJobs)
        case .interrupt: advance(to: max(.stopping, next), runningJobs)
        case .hangUp, .user1, .user2: []
        }
    }

    /// What to do when a job has ended and `runningJobs` are left.
    public mutating func jobEnded(runningJobs: Int) -> [Action] {
        guard phase != .running, runningJobs == 0, !hasExited else { return [] }
        hasExited = true
        return [.exit]
    }

    private var next: Phase { Phase(rawValue: phase.rawValue + 1) ?? .killing }

    private mutating func advance(to phase: Phase, _ runningJobs: Int) -> [Action] {
        guard phase > self.phase else { return [] }
        var actions: [Action] = self.phase == .running ? [.refuseNewJobs] : []
        self.phase = phase
        guard runningJobs > 0 else { return actions + jobEnded(runningJobs: 0) }
        switch phase {
        case .running, .draining: break
        case .stopping: actions.append(.stopJobs)
        case .hastening: actions.append(.hastenJobs)
        case .killing: actions.append(.killJobs)
        }
        return actions
    }
}
