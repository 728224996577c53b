import Foundation
import TestSupport

/// A machine's `/proc` and `/sys` as files of a test.
struct MachineFiles {
    let folder: TemporaryFolder
    var root: String { folder.url.path }

    init(_ files: [String: String] = [:]) throws {
        folder = try TemporaryFolder()
        for (path, text) in files { try write(text, to: path) }
    }

    func write(_ text: String, to path: String) throws {
        let url = folder.url.appendingPathComponent(path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    /// A process with `ticks` of user time and `pages` in memory.
    func process(
        _ processID: Int, parent: Int, group: Int, session: Int, ticks: Int = 0, pages: Int = 1,
        name: String = "name", state: String = "S"
    ) throws {
        let times = "\(ticks) 0 0 0"
        let fields = "\(state) \(parent) \(group) \(session) 0 -1 0 0 0 0 0 \(times) 20 0 1 0 77 4096 \(pages) 0 0"
        try write("\(processID) (\(name)) \(fields)\n", to: "proc/\(processID)/stat")
    }

    /// Cores all but `idle` of whose `total` ticks were used.
    func machine(cores: Int, total: Int, idle: Int) throws {
        let lines = (0..<cores).map { "cpu\($0) 0 0 0 0 0 0 0 0 0 0\n" }.joined()
        try write("cpu  \(total - idle) 0 0 \(idle) 0 0 0 0 0 0\n\(lines)intr 1\n", to: "proc/stat")
    }
}
