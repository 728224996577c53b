import JobScheduler
import TestSupport

/// A node in virtual time whose jobs use what a seeded generator says. It keeps its own books, second by second, to
/// judge each decision of the admission by.
struct SimulatedNode {
    struct Behaviour {
        /// What running jobs really use, as parts of their cost.
        var use: ClosedRange<Double>
        /// Whether they use the same from second to second once they have started.
        var isSteady: Bool
        var seconds: ClosedRange<Int>
        /// Whether large jobs get their turn.
        var makesRoom = false
    }

    struct Arrival {
        var job: Int
        var cost: Double
        var arrived: Int
        /// When it asks next.
        var next: Int
    }

    private struct Running {
        var job: Int
        var cost: Double
        var began: Int
        var startsUntil: Int
        var ends: Int
        var steadyUse: Double
        var use = 0.0
        var measured: Double?
    }

    private(set) var admission: Admission<Int>
    private(set) var second = 0
    /// The most that several jobs used together.
    private(set) var mostInUse = 0.0
    /// The first decision that the books do not bear out.
    private(set) var wrongDecision: String?
    private let behaviour: Behaviour
    private let start = ContinuousClock.now
    private var running: [Running] = []
    private var random: SeededGenerator

    init(cores: Double, _ behaviour: Behaviour, seed: UInt64) {
        var limits = AdmissionLimits(cores: cores)
        if !behaviour.makesRoom { limits.roomPatience = nil }
        admission = Admission(limits: limits)
        self.behaviour = behaviour
        random = SeededGenerator(seed: seed)
    }

    var limits: AdmissionLimits { admission.limits }
    var runningCount: Int { running.count }
    private var now: ContinuousClock.Instant { start + .seconds(second) }

    /// A second passes: jobs end, use something else, and are measured.
    mutating func step() {
        second += 1
        for entry in running where entry.ends <= second { admission.remove(entry.job) }
        running.removeAll { $0.ends <= second }
        for index in running.indices { running[index].use = use(of: running[index]) }
        if running.count > 1 { mostInUse = max(mostInUse, running.reduce(0) { $0 + $1.use }) }
        // Now and then a measurement is missed.
        guard Int.random(in: 0..<10, using: &random) > 0 else { return }
        for index in running.indices { running[index].measured = running[index].use }
        let uses = running.map { ($0.job, JobUse(cpu: $0.use)) }
        admission.measure(Dictionary(uniqueKeysWithValues: uses), memoryInUse: 0)
    }

    /// Asks for the arrival and holds the answer against the books; whether it was taken.
    mutating func offer(_ arrival: Arrival) -> Bool {
        let inUse = running.reduce(0) { $0 + counted($1) }
        let fits = running.isEmpty
            ? arrival.cost <= limits.cores : inUse + arrival.cost <= limits.cores * 0.8 + 1e-6
        do {
            try admission.admit(arrival.job, cost: JobCost(cpu: arrival.cost), now: now)
            if !fits { note("took", arrival, inUse) }
            begin(arrival)
            return true
        } catch {
            if case .makingRoom = error { return false }
            if fits { note("refused", arrival, inUse) }
            return false
        }
    }

    private func counted(_ job: Running) -> Double {
        guard let measured = job.measured else { return job.cost }
        return second - job.began < 15 ? max(job.cost, measured) : measured
    }

    private mutating func begin(_ arrival: Arrival) {
        let steady = arrival.cost * Double.random(in: behaviour.use, using: &random)
        var entry = Running(
            job: arrival.job, cost: arrival.cost, began: second,
            startsUntil: second + Int.random(in: 1...10, using: &random),
            ends: second + Int.random(in: behaviour.seconds, using: &random), steadyUse: steady)
        entry.use = use(of: entry)
        running.append(entry)
    }

    private mutating func use(of job: Running) -> Double {
        if second < job.startsUntil { return job.cost * Double.random(in: 0...1, using: &random) }
        return behaviour.isSteady ? job.steadyUse : job.cost * Double.random(in: behaviour.use, using: &random)
    }

    private mutating func note(_ verb: String, _ arrival: Arrival, _ inUse: Double) {
        wrongDecision = wrongDecision ?? "second \(second): \(verb) \(arrival.cost) beside \(inUse) of \(limits.cores)"
    }
}
