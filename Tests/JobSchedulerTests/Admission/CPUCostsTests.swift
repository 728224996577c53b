import JobScheduler
import Testing

struct CPUCostsTests {
    @Test func `a plan's estimate counts until a key or the request says otherwise`() {
        var costs = CPUCosts()
        #expect(costs.cost(of: .web, estimate: 1.3).cpu == 1.3)
        costs.costs[.web] = 4
        #expect(costs.cost(of: .web, estimate: 1.3).cpu == 4)
        #expect(costs.cost(of: .web, estimate: 1.3, requested: 2.5).cpu == 2.5)
        #expect(costs.cost(of: .audioWeb, estimate: 0.3).cpu == 0.3)
    }

    @Test func `a room's sound without a browser takes the key of that with one`() {
        var costs = CPUCosts()
        costs.costs[.audioRoomComposite] = 1
        costs.memoryCost = 0.5
        #expect(costs.cost(of: .sdkAudioRoomComposite, estimate: 0.1) == JobCost(cpu: 1, memory: 1 << 29))
        costs.costs[.sdkAudioRoomComposite] = 0.25
        costs.sdkAudioRoomCompositeMemoryCost = 0.25
        #expect(costs.cost(of: .sdkAudioRoomComposite, estimate: 0.1) == JobCost(cpu: 0.25, memory: 1 << 28))
    }

    @Test func `the limits are those of the keys`() {
        var costs = CPUCosts()
        #expect(costs.limits(cores: 4) == AdmissionLimits(cores: 4))
        costs.maxMemory = 8
        costs.maxCPUUtilization = 0.5
        costs.maxPulseClients = 8
        let limits = costs.limits(cores: 4)
        #expect(limits.cpuBudget == 2 && limits.maxMemory == 8 << 30 && limits.maxSoundClients == 8)
        costs.maxMemory = 1e30
        #expect(costs.limits(cores: 4).maxMemory == .max)
    }

    @Test func `a browser's jobs are counted as clients of the sound server`() {
        let costs = CPUCosts()
        let counted = CPUCosts.Kind.allCases.filter { costs.cost(of: $0, estimate: 1).soundClients > 0 }
        #expect(counted == [.roomComposite, .audioRoomComposite, .web, .audioWeb])
    }
}
