internal import ServiceKit

/// The control groups this process lives in, version 1 and 2, with what they allow and count.
///
/// A limit of any group above counts as well; container engines show a container only its part of the tree.
struct ControlGroups: Sendable {
    private struct Group {
        var isUnified: Bool
        /// From this process's own group up to the mount point.
        var folders: [String]
    }

    private let cpu: Group?
    private let cpuAccounting: Group?
    private let memory: Group?
    private let root: String

    /// Reads what is below `root`, which a test may point at files of its own.
    init(root: String = "") {
        let mounts = ControlGroupMount.all(SystemFile.text("\(root)/proc/self/mountinfo") ?? "")
        let paths = (SystemFile.text("\(root)/proc/self/cgroup") ?? "").split(separator: "\n").compactMap {
            Self.membership(String($0))
        }
        func group(_ controller: String) -> Group? {
            // In a mixed set-up a controller that version 1 has is not in version 2.
            for isUnified in [false, true] {
                func isMeant(_ version: Bool, _ controllers: [String]) -> Bool {
                    version == isUnified && (isUnified || controllers.contains(controller))
                }
                guard let mount = mounts.first(where: { isMeant($0.isUnified, $0.controllers) }),
                    let path = paths.first(where: { isMeant($0.isUnified, $0.controllers) })
                else { continue }
                return Group(isUnified: isUnified, folders: mount.folders(of: path.path).map { root + $0 })
            }
            return nil
        }
        cpu = group("cpu")
        cpuAccounting = group("cpuacct")
        memory = group("memory")
        self.root = root
    }

    /// A line of `/proc/self/cgroup`: `number:controllers:path`, both first fields without meaning in version 2.
    private static func membership(_ line: String) -> (isUnified: Bool, controllers: [String], path: String)? {
        let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard fields.count == 3 else { return nil }
        return (fields[0] == "0", fields[1].split(separator: ",").map(String.init), String(fields[2]))
    }

    // MARK: Limits

    /// Cores allowed by quota; nil without one.
    var cpuQuota: Double? {
        guard let cpu else { return nil }
        return cpu.folders.compactMap { cpu.isUnified ? Self.unifiedQuota($0) : Self.quota($0) }.min()
    }

    /// Bytes; nil without a limit.
    var memoryLimit: UInt64? {
        guard let memory else { return nil }
        let file = memory.isUnified ? "memory.max" : "memory.limit_in_bytes"
        // Version 1 writes "no limit" as a number near the largest.
        return memory.folders.compactMap { Self.number("\($0)/\(file)") }.filter { $0 < 1 << 60 }.min()
    }

    private static func unifiedQuota(_ folder: String) -> Double? {
        let fields = (SystemFile.text("\(folder)/cpu.max") ?? "").split(whereSeparator: \.isWhitespace)
        guard fields.count == 2, let quota = Double(fields[0]), let period = Double(fields[1]), quota > 0, period > 0
        else { return nil }
        return quota / period
    }

    private static func quota(_ folder: String) -> Double? {
        guard let quota = number("\(folder)/cpu.cfs_quota_us"), let period = number("\(folder)/cpu.cfs_period_us"),
            quota > 0, period > 0
        else { return nil }
        return Double(quota) / Double(period)
    }

    // MARK: Counters

    /// CPU time used by everything in the group, in seconds.
    var cpuSeconds: Double? {
        if let cpuAccounting, !cpuAccounting.isUnified, let folder = cpuAccounting.folders.first {
            return Self.number("\(folder)/cpuacct.usage").map { Double($0) / 1e9 }
        }
        guard let cpu, cpu.isUnified, let folder = cpu.folders.first else { return nil }
        return Self.field("usage_usec", in: "\(folder)/cpu.stat").map { Double($0) / 1e6 }
    }

    /// Memory that cannot be taken back at once, in bytes: all but files that were not used lately.
    var memoryWorkingSet: UInt64? {
        guard let memory, let folder = memory.folders.first else { return nil }
        let names = memory.isUnified
            ? ("memory.current", "inactive_file") : ("memory.usage_in_bytes", "total_inactive_file")
        guard let usage = Self.number("\(folder)/\(names.0)") else { return nil }
        let inactive = Self.field(names.1, in: "\(folder)/memory.stat") ?? 0
        return usage > inactive ? usage - inactive : 0
    }

    /// Processes that the kernel has killed for want of memory, here or, where that is not told, on the machine.
    var outOfMemoryKills: UInt64 {
        let file = memory.flatMap { memory in
            memory.folders.first.map { "\($0)/\(memory.isUnified ? "memory.events" : "memory.oom_control")" }
        }
        return file.flatMap { Self.field("oom_kill", in: $0) } ?? Self.field("oom_kill", in: "\(root)/proc/vmstat") ?? 0
    }

    private static func number(_ path: String) -> UInt64? {
        SystemFile.text(path).flatMap { UInt64($0.prefix { !$0.isWhitespace }) }
    }

    /// The number behind a name that begins a line.
    private static func field(_ name: String, in path: String) -> UInt64? {
        for line in (SystemFile.text(path) ?? "").split(separator: "\n") where line.hasPrefix("\(name) ") {
            return UInt64(line.dropFirst(name.utf8.count + 1))
        }
        return nil
    }
}
