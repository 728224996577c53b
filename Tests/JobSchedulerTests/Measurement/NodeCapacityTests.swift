import JobScheduler
import Testing

struct NodeCapacityTests {
    private func machine(
        allowed: String = "0-7", mounts: String = "", membership: String = "", _ files: [String: String] = [:]
    ) throws -> NodeCapacity {
        let all = [
            "proc/self/status": "Name:\tx\nCpus_allowed:\tff\nCpus_allowed_list:\t\(allowed)\n",
            "proc/meminfo": "MemTotal:       8388608 kB\nMemFree:  1 kB\n", "proc/self/mountinfo": mounts,
            "proc/self/cgroup": membership,
        ].merging(files) { $1 }
        let files = try MachineFiles(all)
        return NodeCapacity.measured(root: files.root)
    }

    private static let unified = "29 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n"

    @Test(arguments: [("0-7", 8.0), ("0", 1), ("1,3-4", 3), ("", 1), ("7-2", 1)])
    func `without groups the cores are those it may run on`(allowed: String, cores: Double) throws {
        let capacity = try machine(allowed: allowed)
        #expect(capacity == NodeCapacity(cores: cores, memory: 8 << 30))
    }

    @Test func `version 2 limits, the tightest of all groups above`() throws {
        let capacity = try machine(
            mounts: Self.unified, membership: "0::/a.slice/b.scope\n",
            [
                "sys/fs/cgroup/a.slice/cpu.max": "150000 100000\n", "sys/fs/cgroup/a.slice/memory.max": "max\n",
                "sys/fs/cgroup/a.slice/b.scope/cpu.max": "max 100000\n",
                "sys/fs/cgroup/a.slice/b.scope/memory.max": "1073741824\n",
            ])
        #expect(capacity == NodeCapacity(cores: 1.5, memory: 1 << 30))
    }

    @Test func `version 1 limits, in hierarchies of their own`() throws {
        let capacity = try machine(
            mounts: """
                33 31 0:30 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct
                35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
                41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw

                """,
            membership: "4:memory:/service\n2:cpu,cpuacct:/service\n0::/\n",
            [
                "sys/fs/cgroup/cpu,cpuacct/service/cpu.cfs_quota_us": "200000\n",
                "sys/fs/cgroup/cpu,cpuacct/service/cpu.cfs_period_us": "100000\n",
                "sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us": "-1\n",
                "sys/fs/cgroup/memory/service/memory.limit_in_bytes": "2147483648\n",
                "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
            ])
        #expect(capacity == NodeCapacity(cores: 2, memory: 2 << 30))
    }

    @Test(arguments: ["/docker/1234", "/docker/1234/inner", "/elsewhere", "/../other"])
    func `in a container that sees only its part of the tree`(path: String) throws {
        let capacity = try machine(
            mounts: "35 31 0:32 /docker/1234 /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory\n",
            membership: "4:memory:\(path)\n",
            ["sys/fs/cgroup/memory/memory.limit_in_bytes": "1073741824\n"])
        #expect(capacity.memory == 1 << 30)
    }

    @Test(arguments: ["", "max", "0 100000", "x y", "-1 100000", "100000", "100000 0"])
    func `a quota that says nothing limits nothing`(text: String) throws {
        let capacity = try machine(
            mounts: Self.unified, membership: "0::/\n", ["sys/fs/cgroup/cpu.max": text])
        #expect(capacity.cores == 8)
    }

    @Test func `this machine has cores and memory`() {
        let capacity = NodeCapacity.measured()
        #expect(capacity.cores > 0 && capacity.cores < 4_096)
        #expect(capacity.memory > 1 << 26 && capacity.memory < 1 << 50)
    }
}
