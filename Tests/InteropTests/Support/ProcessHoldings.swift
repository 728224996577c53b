import Foundation

/// What a process holds at a moment.
struct ProcessHoldings: CustomStringConvertible {
    /// Resident, in kB.
    let memory: Int
    let descriptors: Int
    let threads: Int
    /// What lies in its folders.
    let files: Int

    init(_ processID: pid_t, _ folders: [URL]) throws {
        let status = try String(contentsOfFile: "/proc/\(processID)/status", encoding: .utf8)
        func number(_ key: String) -> Int {
            let line = status.split(separator: "\n").first { $0.hasPrefix(key + ":") }
            return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0
        }
        (memory, threads) = (number("VmRSS"), number("Threads"))
        descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(processID)/fd").count
        files = folders.reduce(0) { $0 + (FileManager.default.subpaths(atPath: $1.path)?.count ?? 0) }
    }

    var description: String { "\(memory) kB, \(descriptors) descriptors, \(threads) threads, \(files) files" }
}
