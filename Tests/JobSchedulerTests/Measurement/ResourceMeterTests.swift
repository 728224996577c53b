import Foundation
import ServiceKit
import TestSupport
import Testing

@testable import JobScheduler

@Suite(.timeLimit(.minutes(1))) struct ResourceMeterTests {
    private let start = ContinuousClock.now
    private let ticksPerSecond = Int(sysconf(Int32(_SC_CLK_TCK)))
    private let pageSize = UInt64(sysconf(Int32(_SC_PAGESIZE)))

    @Test func `a job is its process with all that descends from it or shares its session`() throws {
        let files = try MachineFiles()
        func write(ticks: Int) throws {
            try files.process(10, parent: 1, group: 10, session: 10, pages: 7)  // this process
            try files.process(20, parent: 10, group: 20, session: 20, ticks: ticks, name: "a) S 1 (b")
            try files.process(21, parent: 20, group: 21, session: 20, ticks: ticks)
            try files.process(22, parent: 1, group: 21, session: 20, ticks: ticks)  // changed its parent
            try files.process(23, parent: 22, group: 23, session: 23, ticks: ticks)  // and the session
            try files.process(24, parent: 1, group: 20, session: 24, ticks: ticks, state: "Z")
            try files.process(30, parent: 10, group: 30, session: 30, ticks: ticks / 5, pages: 100)
            try files.process(40, parent: 1, group: 40, session: 40, ticks: ticks * 9, pages: 100)  // somebody else
        }
        try files.machine(cores: 4, total: 0, idle: 0)
        try write(ticks: 0)
        var meter = ResourceMeter<String>(processID: 10, root: files.root)
        #expect(meter.sample(["a": 20, "b": 30], now: start).jobs.isEmpty, "there is nothing to compare with yet")
        try write(ticks: ticksPerSecond)
        let sample = meter.sample(["a": 20, "b": 30], now: start + .seconds(2))
        #expect(sample.jobs["a"] == JobUse(cpu: 2.5, memory: 5 * pageSize, processes: 4, cpuSeconds: 5))
        #expect(sample.jobs["b"]?.cpu == 0.1)
        #expect(sample.processMemory == (5 + 100 + 7) * pageSize)
    }

    @Test func `the machine's idle time becomes idle cores`() throws {
        let files = try MachineFiles(["proc/self/status": "Cpus_allowed_list:\t0-3\n"])
        try files.machine(cores: 4, total: 1_000, idle: 500)
        var meter = ResourceMeter<String>(processID: 10, root: files.root)
        #expect(meter.sample([:], now: start).idleCores == nil)
        try files.machine(cores: 4, total: 2_000, idle: 1_250)
        let sample = meter.sample([:], now: start + .seconds(1))
        #expect(sample.idleCores == 3 && sample.cpuLoad == 0.25)
    }

    @Test func `under a quota idle is what the group has left`() throws {
        let files = try MachineFiles([
            "proc/self/status": "Cpus_allowed_list:\t0-3\n",
            "proc/self/mountinfo": "29 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n",
            "proc/self/cgroup": "0::/x\n", "sys/fs/cgroup/x/cpu.max": "200000 100000",
            "sys/fs/cgroup/x/cpu.stat": "usage_usec 1000000\nuser_usec 1\n",
            "sys/fs/cgroup/x/memory.current": "1000\n", "sys/fs/cgroup/x/memory.stat": "anon 1\ninactive_file 400\n",
            "sys/fs/cgroup/x/memory.events": "low 0\noom 9\noom_kill 3\n",
        ])
        try files.machine(cores: 4, total: 0, idle: 0)
        var meter = ResourceMeter<String>(processID: 10, root: files.root)
        #expect(meter.capacity.cores == 2)
        _ = meter.sample([:], now: start)
        try files.machine(cores: 4, total: 1_000, idle: 900)
        try files.write("usage_usec 2500000\n", to: "sys/fs/cgroup/x/cpu.stat")
        let sample = meter.sample([:], now: start + .seconds(1))
        #expect(sample.idleCores == 0.5 && sample.cpuLoad == 0.75)
        #expect(sample.groupMemory == 600 && sample.memoryInUse(.controlGroup) == 600)
        #expect(meter.outOfMemoryKills == 3)
    }

    @Test func `without a group memory is that of the processes, and kills those of the machine`() throws {
        let files = try MachineFiles(["proc/vmstat": "nr_free_pages 1\noom_kill 12\n"])
        try files.process(10, parent: 1, group: 10, session: 10, pages: 7)
        var meter = ResourceMeter<String>(processID: 10, root: files.root)
        #expect(meter.sample([:], now: start).memoryInUse(.controlGroup) == 7 * pageSize)
        #expect(meter.outOfMemoryKills == 12)
    }

    @Test(arguments: ["", "cpu", "cpu a b c d e f g h", "cpu 1 2 3", "\0", "cpu  18446744073709551615 1 1 1 1 1 1 1"])
    func `statistics that make no sense are no load`(text: String) throws {
        let files = try MachineFiles(["proc/stat": text, "proc/10/stat": text, "proc/11/stat": "11 (x) S 1"])
        var meter = ResourceMeter<String>(processID: 10, root: files.root)
        _ = meter.sample(["a": 11], now: start)
        #expect(meter.sample(["a": 11], now: start + .seconds(1)).cpuLoad == 0)
    }

    @Test func `a real program's work is measured, that of a grandchild in another session too`() async throws {
        let log = NSTemporaryDirectory() + "sluice-meter-\(UUID().uuidString.prefix(8)).log"
        defer { unlink(log) }
        let script = "setsid sh -c 'while :; do :; done' & while :; do :; done"
        var command = ChildProcess.Command(executable: "/bin/sh", arguments: ["-c", script], logFile: log)
        command.environment["PATH"] = "/usr/bin:/bin"
        command.bond = .independent
        let process = try await ChildProcess.start("sh", command)
        var meter = ResourceMeter<String>(processID: getpid())
        var use = JobUse(cpu: 0)
        try await eventually {
            use = meter.sample(["sh": process.processID], now: .now).jobs["sh"] ?? use
            return use.cpu > 0 && use.processes >= 2
        }
        let tree = ProcessTable().tree(of: [process.processID])
        #expect(use.memory > 0 && tree.contains { $0.session != process.processID })
        for entry in tree { kill(entry.processID, SIGKILL) }
        #expect(await process.exit == .signal(SIGKILL))
        #expect(process.resourceUse.map { $0.cpuSeconds > 0 && $0.peakMemory > 0 } == true)
    }
}
