import Foundation

/// What `/proc` tells about other processes.
enum ProcessTable {
    /// Kills every process of this user that was started for the job folder `path`: its environment or its command line
    /// says so.
    ///
    /// Both are looked at: Chromium writes over its environment, and other programs are not told the folder.
    static func kill(workingIn path: String) {
        let entry = Array("\(JobDirectory.environmentKey)=\(path)".utf8)
        for processID in processIDs where processID != getpid() && owner(of: processID) == getuid() {
            let environment = FileManager.default.contents(atPath: "/proc/\(processID)/environ") ?? Data()
            let arguments = FileManager.default.contents(atPath: "/proc/\(processID)/cmdline") ?? Data()
            let isMeant = environment.split(separator: 0).contains { $0.elementsEqual(entry) }
                || String(decoding: arguments, as: UTF8.self).contains("\(path)/")
            if isMeant { Foundation.kill(processID, SIGKILL) }
        }
    }

    /// Nil for one that is gone.
    private static func owner(of processID: pid_t) -> uid_t? {
        var status = stat()
        return stat("/proc/\(processID)", &status) == 0 ? status.st_uid : nil
    }

    /// CPU time used so far by `roots` and everything they started, in seconds.
    static func cpuSeconds(of roots: [pid_t]) -> Double {
        let statistics = processIDs.compactMap(Statistics.init)
        var members = Set(roots)
        var grew = true
        while grew {
            let before = members.count
            for entry in statistics where members.contains(entry.parent) { members.insert(entry.processID) }
            grew = members.count > before
        }
        let ticks = statistics.filter { members.contains($0.processID) }.reduce(0) { $0 + $1.ticks }
        return Double(ticks) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    private static var processIDs: [pid_t] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { pid_t($0) }
    }

    /// The fields of `/proc/<pid>/stat` (proc(5)) that are needed here.
    private struct Statistics {
        let processID: pid_t
        let parent: pid_t
        /// User and system time, children that were waited for included.
        let ticks: UInt64

        init?(processID: pid_t) {
            guard let text = try? String(contentsOfFile: "/proc/\(processID)/stat", encoding: .utf8),
                // The command's name is in brackets and may hold anything, brackets too.
                let end = text.lastIndex(of: ")")
            else { return nil }
            let fields = text[text.index(after: end)...].split(separator: " ")
            guard fields.count > 14, let parent = pid_t(fields[1]) else { return nil }
            self.processID = processID
            self.parent = parent
            ticks = fields[11...14].compactMap { UInt64($0) }.reduce(0, +)
        }
    }
}
