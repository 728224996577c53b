internal import ServiceKit

/// What this process may use of the machine.
public struct NodeCapacity: Hashable, Sendable {
    /// The fewer of the cores it may run on and of those its control groups allow.
    public var cores: Double
    /// Bytes: the less of what the machine has and its control groups allow.
    public var memory: UInt64

    public init(cores: Double, memory: UInt64) {
        self.cores = cores
        self.memory = memory
    }

    /// Reads `/proc` and the control groups below `root`, which a test may point at files of its own. What cannot be
    /// read counts as one core and no memory limit.
    public static func measured(root: String = "") -> NodeCapacity {
        let groups = ControlGroups(root: root)
        let status = SystemFile.text("\(root)/proc/self/status") ?? ""
        let cores = Double(max(1, allowedCores(status)))
        let total = SystemFile.text("\(root)/proc/meminfo").flatMap { value("MemTotal:", in: $0) }
        let kilobytes = total.flatMap { UInt64($0.prefix { $0 != " " }) } ?? UInt64.max >> 10
        return NodeCapacity(
            cores: min(cores, groups.cpuQuota ?? cores), memory: min(kilobytes << 10, groups.memoryLimit ?? .max))
    }

    /// Counts a list such as `0-3,8`.
    private static func allowedCores(_ status: String) -> Int {
        (value("Cpus_allowed_list:", in: status) ?? "").split(separator: ",").reduce(0) { count, range in
            let ends = range.split(separator: "-").compactMap { UInt16($0) }
            guard let first = ends.first, let last = ends.last, first <= last else { return count }
            return count + Int(last - first) + 1
        }
    }

    private static func value(_ key: String, in text: String) -> String? {
        let line = text.split(separator: "\n").first { $0.hasPrefix(key) }
        return line.map { String($0.dropFirst(key.count).drop { $0.isWhitespace }.prefix { !$0.isNewline }) }
    }
}
