import Foundation

enum ProcessMemory {
    /// What `VmRSS` of proc_pid_status(5) says.
    static func residentMegabytes(of processID: Int32) throws -> Double { try megabytes("VmRSS:", of: processID) }

    /// The most it ever had: `VmHWM`.
    static func peakMegabytes(of processID: Int32) throws -> Double { try megabytes("VmHWM:", of: processID) }

    private static func megabytes(_ field: String, of processID: Int32) throws -> Double {
        let status = try String(contentsOfFile: "/proc/\(processID)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix(field) }
        guard let kilobytes = line?.split(separator: " ").dropFirst().first.flatMap({ Double($0) }) else {
            throw BenchmarkFailure("process \(processID) does not say what memory it has")
        }
        return kilobytes * 1024 / 1e6
    }
}
