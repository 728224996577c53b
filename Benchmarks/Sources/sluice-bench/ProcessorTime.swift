import Foundation

/// Processor time spent, in seconds.
enum ProcessorTime {
    /// User time of this process.
    static func ours() -> Double { user(RUSAGE_SELF.rawValue) }
    /// User time of all children that have ended.
    static func children() -> Double { user(RUSAGE_CHILDREN.rawValue) }

    /// User and system time of the calling thread.
    static func ofThread() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func user(_ who: Int32) -> Double {
        var usage = rusage()
        getrusage(who, &usage)
        return Double(usage.ru_utime.tv_sec) + Double(usage.ru_utime.tv_usec) / 1e6
    }

    /// User and system time of a running process, its children excluded: `utime` and `stime` of proc_pid_stat(5).
    static func total(of processID: Int32) throws -> Double {
        let line = try String(contentsOfFile: "/proc/\(processID)/stat", encoding: .utf8)
        // The program's name stands in parentheses and may hold anything; field 3 follows it.
        let fields = line[(line.lastIndex(of: ")") ?? line.startIndex)...].split(separator: " ").dropFirst()
        let ticks = fields.dropFirst(11).prefix(2).compactMap { Double($0) }
        guard ticks.count == 2 else { throw BenchmarkFailure("process \(processID) has no times in its stat file") }
        return (ticks[0] + ticks[1]) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
