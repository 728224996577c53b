import JobScheduler
import Testing

struct AdmissionTests {
    private let start = ContinuousClock.now

    private func node(cores: Double, _ change: (inout AdmissionLimits) -> Void = { _ in }) -> Admission<String> {
        var limits = AdmissionLimits(cores: cores)
        change(&limits)
        return Admission(limits: limits)
    }

    private func web(_ cpu: Double = 1.2) -> JobCost { JobCost(cpu: cpu) }

    @Test func `an idle node takes what its cores bear, and not a bit more`() throws {
        var admission = node(cores: 2)
        #expect(admission.affinity(for: web(2), now: start) == .idle)
        #expect(
            admission.refusal(of: web(2.01), now: start) == .moreThanAllCPU(needed: 2.01, cores: 2))
        try admission.admit("a", cost: web(2), now: start)
        #expect(admission.availableCPU(now: start) == 0)
        #expect(admission.affinity(for: web(0.1), now: start) == .cannot)
    }

    @Test func `a second job must fit into the budget beside the first`() throws {
        var admission = node(cores: 2)
        try admission.admit("a", cost: web(1.2), now: start)
        #expect(admission.affinity(for: web(0.4), now: start) == .busy)
        #expect(
            admission.refusal(of: web(0.5), now: start)
                == .notEnoughCPU(needed: 0.5, free: 2 * 0.8 - 1.2, budget: 1.6, jobs: 1, starting: 1))
    }

    @Test func `decimal fractions that add up to the budget fit`() throws {
        var admission = node(cores: 2)
        for job in 0..<16 { try admission.admit("\(job)", cost: web(0.1), now: start) }
        #expect(admission.refusal(of: web(0.01), now: start) != nil)
    }

    @Test func `a reservation counts until its time is over and the job was measured`() throws {
        var admission = node(cores: 4)
        try admission.admit("a", cost: web(2), now: start)
        #expect(admission.cpuInUse(now: start + .seconds(60)) == 2, "never measured")
        admission.measure(["a": JobUse(cpu: 0.5)], memoryInUse: 0)
        #expect(admission.cpuInUse(now: start + .seconds(14)) == 2)
        #expect(admission.cpuInUse(now: start + .seconds(15)) == 0.5)
    }

    @Test func `a job that needs more than it said keeps others out and is not ended`() throws {
        var admission = node(cores: 4)
        try admission.admit("a", cost: web(1), now: start)
        admission.measure(["a": JobUse(cpu: 3.5)], memoryInUse: 0)
        #expect(admission.availableCPU(now: start) == 0)
        #expect(admission.affinity(for: web(0.1), now: start + .seconds(20)) == .cannot)
        #expect(admission.jobCount == 1)
        admission.remove("a")
        #expect(admission.affinity(for: web(4), now: start + .seconds(20)) == .idle)
    }

    @Test func `memory in use, what starting jobs will take, and a margin stay below the limit`() throws {
        let gigabyte = UInt64(1) << 30
        var admission = node(cores: 16) { $0.maxMemory = 8 * gigabyte }
        let cost = JobCost(cpu: 1, memory: 2 * gigabyte)
        try admission.admit("a", cost: cost, now: start)
        try admission.admit("b", cost: cost, now: start)
        try admission.admit("c", cost: JobCost(cpu: 1, memory: 2 * gigabyte), now: start)
        #expect(
            admission.refusal(of: JobCost(cpu: 1, memory: gigabyte), now: start)
                == .notEnoughMemory(
                    needed: gigabyte, used: 6 * gigabyte, margin: gigabyte, limit: 8 * gigabyte))
        let use = JobUse(cpu: 1, memory: gigabyte)
        admission.measure(["a": use, "b": use, "c": use], memoryInUse: 3 * gigabyte)
        #expect(admission.memoryInUse(now: start) == 6 * gigabyte)
        #expect(admission.memoryInUse(now: start + .seconds(15)) == 3 * gigabyte)
        #expect(admission.refusal(of: cost, now: start + .seconds(15)) == nil)
        #expect(admission.refusal(of: JobCost(cpu: 1, memory: .max), now: start + .seconds(15)) != nil)
    }

    @Test func `browsers share the sound server's clients`() throws {
        var admission = node(cores: 100) { $0.maxSoundClients = 10 }
        let browser = JobCost(cpu: 1, soundClients: 4)
        try admission.admit("a", cost: browser, now: start)
        try admission.admit("b", cost: browser, now: start)
        #expect(
            admission.refusal(of: browser, now: start) == .notEnoughSoundClients(needed: 4, used: 8, limit: 10))
        #expect(admission.refusal(of: JobCost(cpu: 1), now: start) == nil)
    }

    @Test func `a closed or ailing node takes nothing, and says which`() throws {
        var admission = node(cores: 2)
        admission.setUnhealthy(reason: "updates are not answered")
        #expect(admission.refusal(of: web(), now: start) == .unhealthy(reason: "updates are not answered"))
        admission.setUnhealthy(reason: nil)
        try admission.admit("a", cost: web(0.1), now: start)
        admission.close()
        #expect(admission.refusal(of: web(0.1), now: start)?.message == "server is shutting down")
        #expect(throws: AdmissionRefusal.alreadyRunning) { try admission.admit("a", cost: web(0.1), now: start) }
    }

    @Test func `a job that somebody else started counts as measured`() {
        var admission = node(cores: 2)
        admission.adopt("orphan", now: start)
        #expect(admission.affinity(for: web(1.6), now: start) == .busy)
        admission.measure(["orphan": JobUse(cpu: 1)], memoryInUse: 0)
        #expect(admission.affinity(for: web(1.6), now: start) == .cannot)
    }

    @Test(arguments: [-1, .nan, .infinity, .greatestFiniteMagnitude])
    func `no sensible number of cores fits nowhere`(cpu: Double) {
        let admission = node(cores: 64)
        #expect(admission.affinity(for: JobCost(cpu: cpu), now: start) == .cannot)
        #expect("\(admission.refusal(of: JobCost(cpu: cpu), now: start)!)".hasPrefix("not enough CPU: more than any"))
    }

    @Test func `who keeps asking for a large job goes before smaller ones in the end`() throws {
        var admission = node(cores: 4)
        try admission.admit("small", cost: web(1), now: start)
        for second in stride(from: 0, through: 60, by: 20) {
            #expect(throws: AdmissionRefusal.self) {
                try admission.admit("large", cost: web(3), now: start + .seconds(second))
            }
            if second < 60 { #expect(admission.affinity(for: web(1), now: start + .seconds(second)) == .busy) }
        }
        let later = start + .seconds(61)
        #expect(admission.refusal(of: web(1), now: later) == .makingRoom(needed: 1, largerJob: 3))
        #expect("\(admission.refusal(of: web(1), now: later)!)".hasPrefix("not enough CPU"))
        var hadItsTurn = admission
        hadItsTurn.remove("small")
        try hadItsTurn.admit("large", cost: web(3), now: later)
        hadItsTurn.measure(["large": JobUse(cpu: 1)], memoryInUse: 0)
        #expect(hadItsTurn.refusal(of: web(1), now: later + .seconds(15)) == nil)
        // And who gives up holds nobody up.
        #expect(admission.refusal(of: web(1), now: later + .seconds(30)) == nil)
    }

    @Test func `a refusal for CPU starts with the known text and has the numbers behind it`() throws {
        var admission = node(cores: 2)
        try admission.admit("a", cost: web(1.25), now: start)
        let refusal = try #require(admission.refusal(of: web(0.5), now: start))
        #expect(refusal.message == "not enough CPU")
        #expect(
            "\(refusal)" == "not enough CPU: 0.50 cores needed, 0.35 cores of 1.60 cores free; "
                + "jobs running: 1, of them starting: 1")
        #expect("\(admission.refusalWhenIdle(of: web(4))!)".contains("4.00 cores needed, this node has 2.00 cores"))
    }
}
