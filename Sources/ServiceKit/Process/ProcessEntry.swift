internal import Glibc

/// One process, as its `/proc/<pid>/stat` (proc(5)) describes it.
package struct ProcessEntry: Hashable, Sendable {
    package var processID: Int32
    package var parent: Int32
    package var group: Int32
    package var session: Int32
    /// It has ended and waits for its parent to ask how.
    package var isZombie: Bool
    /// User and system time, children that were waited for included.
    package var cpuTicks: UInt64
    /// When it started, in ticks since the machine did; with the number it names a process for good.
    package var startTicks: UInt64
    package var residentPages: UInt64

    /// Nil when the text is not of that file.
    package init?(statistics text: String) {
        // The command's name is in brackets and may hold anything, brackets too.
        guard let end = text.lastIndex(of: ")"), let processID = Int32(text.prefix { $0 != " " }) else { return nil }
        let fields = text[text.index(after: end)...].split(separator: " ")
        guard fields.count > 21, let parent = Int32(fields[1]), let group = Int32(fields[2]),
            let session = Int32(fields[3]), let start = UInt64(fields[19])
        else { return nil }
        self.processID = processID
        self.parent = parent
        self.group = group
        self.session = session
        isZombie = fields[0] == "Z" || fields[0] == "X"
        // The times of waited-for children are signed there.
        cpuTicks = fields[11...14].reduce(0) { $0 &+ (UInt64($1) ?? 0) }
        startTicks = start
        residentPages = UInt64(fields[21]) ?? 0
    }

    package var leadsGroup: Bool { group == processID }
    package var cpuSeconds: Double { Double(cpuTicks) / Self.ticksPerSecond }
    package var residentBytes: UInt64 { residentPages &* Self.pageSize }

    private static let ticksPerSecond = Double(sysconf(Int32(_SC_CLK_TCK)))
    private static let pageSize = UInt64(sysconf(Int32(_SC_PAGESIZE)))
}
