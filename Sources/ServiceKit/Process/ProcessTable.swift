internal import Glibc

/// What `/proc` tells about the machine's processes at one moment.
package struct ProcessTable: Sendable {
    package let entries: [ProcessEntry]

    /// Reads `/proc` below `root`, which a test may point at files of its own.
    package init(root: String = "") {
        let proc = "\(root)/proc"
        entries = SystemFile.names(in: proc).compactMap { name in
            guard pid_t(name) != nil, let text = SystemFile.text("\(proc)/\(name)/stat") else { return nil }
            return ProcessEntry(statistics: text)
        }
    }

    /// A table of one process, or of none when it does not exist.
    package init(processID: Int32, root: String = "") {
        let text = SystemFile.text("\(root)/proc/\(processID)/stat")
        entries = text.flatMap { ProcessEntry(statistics: $0) }.map { [$0] } ?? []
    }

    /// The processes of `roots` and everything they started.
    ///
    /// Browsers' helpers change their parent: what still has the session or the process group of a root belongs to it
    /// too, so a root should lead one of its own.
    package func tree(of roots: Set<Int32>) -> [ProcessEntry] {
        let leaders = Set(entries.lazy.filter { roots.contains($0.processID) && $0.leadsGroup }.map(\.processID))
        var members = roots
        for entry in entries where leaders.contains(entry.session) || leaders.contains(entry.group) {
            members.insert(entry.processID)
        }
        var grew = true
        while grew {
            let before = members.count
            for entry in entries where members.contains(entry.parent) { members.insert(entry.processID) }
            grew = members.count > before
        }
        return entries.filter { members.contains($0.processID) }
    }

    /// CPU time used so far by `roots` and everything they started, in seconds.
    package static func cpuSeconds(of roots: [Int32]) -> Double {
        ProcessTable().tree(of: Set(roots)).reduce(0) { $0 + $1.cpuSeconds }
    }

    /// Kills every process of this user that was started for the folder `path`: its environment holds `variable=path`, or
    /// its command line a path in it.
    ///
    /// Both are looked at: Chromium writes over its environment, and other programs are not told the folder.
    package static func kill(workingIn path: String, variable: String) {
        let entry = Array("\(variable)=\(path)".utf8)
        for name in SystemFile.names(in: "/proc") {
            guard let processID = pid_t(name), processID != getpid(), owner(of: processID) == getuid() else { continue }
            let environment = SystemFile.bytes("/proc/\(name)/environ") ?? []
            let arguments = SystemFile.text("/proc/\(name)/cmdline") ?? ""
            let isMeant = environment.split(separator: 0).contains { $0.elementsEqual(entry) }
                || arguments.contains("\(path)/")
            if isMeant { Glibc.kill(processID, SIGKILL) }
        }
    }

    /// Nil for one that is gone.
    private static func owner(of processID: pid_t) -> uid_t? {
        var status = stat()
        return stat("/proc/\(processID)", &status) == 0 ? status.st_uid : nil
    }
}
