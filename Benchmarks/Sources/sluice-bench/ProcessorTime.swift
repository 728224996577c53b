import Glibc

/// User time spent, in seconds.
enum ProcessorTime {
    static func ours() -> Double { user(RUSAGE_SELF.rawValue) }
    /// Of all children that have ended.
    static func children() -> Double { user(RUSAGE_CHILDREN.rawValue) }

    private static func user(_ who: Int32) -> Double {
        var usage = rusage()
        getrusage(who, &usage)
        return Double(usage.ru_utime.tv_sec) + Double(usage.ru_utime.tv_usec) / 1e6
    }

    static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
