import JobScheduler
import Testing
import TestSupport

/// Ten thousand random arrivals in virtual time.
struct AdmissionSimulationTests {
    private static let arrivals = 10_000

    @Test(arguments: [(cores: 2.0, seed: UInt64(1)), (8, 2), (16, 3)])
    func `jobs that need at most what they said never use more than the budget`(cores: Double, seed: UInt64) {
        let behaviour = SimulatedNode.Behaviour(use: 0.2...1, isSteady: true, seconds: 5...600)
        let (node, taken) = impatient(cores, behaviour, seed: seed)
        #expect(node.wrongDecision == nil)
        #expect(node.mostInUse <= node.limits.cpuBudget + 1e-6)
        #expect(node.mostInUse > node.limits.cpuBudget * 0.9, "and the budget is used")
        #expect(taken > 0 && taken < Self.arrivals)
    }

    @Test(arguments: [UInt64(11), 12])
    func `jobs that need up to twice what they said keep new ones out, by the numbers measured`(seed: UInt64) {
        let behaviour = SimulatedNode.Behaviour(use: 0...2, isSteady: false, seconds: 5...600)
        let (node, taken) = impatient(8, behaviour, seed: seed)
        #expect(node.wrongDecision == nil)
        #expect(node.mostInUse > node.limits.cpuBudget, "the jobs do go beyond what they said")
        #expect(taken > 0 && taken < Self.arrivals)
    }

    @Test(arguments: [(cores: 2.0, seed: UInt64(21)), (16, 23)])
    func `who asks again is taken in the end, large jobs too`(cores: Double, seed: UInt64) {
        let behaviour = SimulatedNode.Behaviour(use: 0.2...1, isSteady: true, seconds: 5...60, makesRoom: true)
        let (node, longest, left) = patient(cores, behaviour, seed: seed)
        #expect(node.wrongDecision == nil)
        #expect(node.mostInUse <= node.limits.cpuBudget + 1e-6)
        #expect(left == 0, "still waiting at the end")
        // A minute of patience and one of running jobs, for each of those that wait in line.
        #expect(longest < 600, "the longest wait, in seconds")
    }

    @Test func `without its turn a large job would starve`() {
        let behaviour = SimulatedNode.Behaviour(use: 0.2...1, isSteady: true, seconds: 5...60)
        let (_, longest, left) = patient(16, behaviour, seed: 23)
        #expect(longest > 600 || left > 0)
    }

    @Test func `a node makes nobody wait for large jobs that another one takes`() throws {
        var nodes = [0, 1].map { _ in Admission<Int>(limits: AdmissionLimits(cores: 4)) }
        let start = ContinuousClock.now
        try nodes[0].admit(-1, cost: JobCost(cpu: 0.5), now: start)
        /// Offers a job to both as a server does; the node that took it.
        func offer(_ job: Int, cost: Double, second: Int) throws -> Int? {
            let now = start + .seconds(second)
            let offers = nodes.map { $0.affinity(for: JobCost(cpu: cost), now: now).value }
            guard let best = offers.max(), best > 0, let node = offers.firstIndex(of: best) else { return nil }
            try nodes[node].admit(job, cost: JobCost(cpu: cost), now: now)
            return node
        }
        // Every ten seconds a job for which only the second node has room, and beside it a small one for the first.
        for second in stride(from: 0, to: 600, by: 10) {
            #expect(try offer(second, cost: 3, second: second) == 1)
            #expect(try offer(second + 1, cost: 0.5, second: second + 1) == 0)
            nodes[1].remove(second)
            nodes[0].remove(second + 1)
        }
    }

    @Test func `a node is as free after ten thousand jobs as before the first`() {
        let behaviour = SimulatedNode.Behaviour(use: 0...2, isSteady: false, seconds: 1...60)
        var (node, _) = impatient(8, behaviour, seed: 31)
        while node.runningCount > 0 { node.step() }
        #expect(node.admission.isIdle && node.admission.availableCPU(now: .now) == 8)
    }

    // MARK: Helpers

    /// Arrivals that ask once, more than the node can take.
    private func impatient(
        _ cores: Double, _ behaviour: SimulatedNode.Behaviour, seed: UInt64
    ) -> (SimulatedNode, taken: Int) {
        var node = SimulatedNode(cores: cores, behaviour, seed: seed)
        var random = SeededGenerator(seed: seed &+ 1_000)
        var (arrived, taken) = (0, 0)
        while arrived < Self.arrivals {
            node.step()
            guard Bool.random(using: &random) else { continue }
            if node.offer(arrival(arrived, at: node.second, cores, &random)) { taken += 1 }
            arrived += 1
        }
        return (node, taken)
    }

    /// Arrivals that ask again every few seconds; together they would fill a third of the budget.
    private func patient(
        _ cores: Double, _ behaviour: SimulatedNode.Behaviour, seed: UInt64
    ) -> (SimulatedNode, longestWait: Int, left: Int) {
        var node = SimulatedNode(cores: cores, behaviour, seed: seed)
        var random = SeededGenerator(seed: seed &+ 1_000)
        let meanCost = (0..<1_000).reduce(0) { sum, _ in sum + cost(cores, &random) } / 1_000
        let perSecond = 0.33 * node.limits.cpuBudget / (meanCost * 32.5)
        var waiting: [SimulatedNode.Arrival] = []
        var (arrived, longest) = (0, 0)
        while arrived < Self.arrivals || !waiting.isEmpty, waiting.count < 100 {
            node.step()
            if arrived < Self.arrivals, Double.random(in: 0..<1, using: &random) < perSecond {
                waiting.append(arrival(arrived, at: node.second, cores, &random))
                arrived += 1
            }
            for index in waiting.indices.reversed() where waiting[index].next <= node.second {
                if node.offer(waiting[index]) {
                    longest = max(longest, node.second - waiting[index].arrived)
                    waiting.remove(at: index)
                } else {
                    waiting[index].next += Int.random(in: 1...5, using: &random)
                }
            }
        }
        return (node, longest, waiting.count)
    }

    private func arrival(
        _ job: Int, at second: Int, _ cores: Double, _ random: inout SeededGenerator
    ) -> SimulatedNode.Arrival {
        SimulatedNode.Arrival(job: job, cost: cost(cores, &random), arrived: second, next: second)
    }

    /// Mostly small jobs; one in two hundred wants half of the node or more.
    private func cost(_ cores: Double, _ random: inout SeededGenerator) -> Double {
        if Int.random(in: 0..<200, using: &random) == 0 { return cores * Double.random(in: 0.5...1, using: &random) }
        return min(4, cores) * Double.random(in: 0.02...0.5, using: &random)
    }
}
