import Foundation

/// What everybody on this machine may see of its processes.
enum ProcessList {
    /// The command lines of all.
    static func text() throws -> String {
        try identifiers().map { id in
            String(decoding: FileManager.default.contents(atPath: "/proc/\(id)/cmdline") ?? Data(), as: UTF8.self)
        }.joined(separator: "\n")
    }

    static func children(of parent: Int32) throws -> [Int32] {
        try identifiers().filter { id in
            let status = (try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8)) ?? ""
            return status.contains("\nPPid:\t\(parent)\n")
        }
    }

    private static func identifiers() throws -> [Int32] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap(Int32.init)
    }
}
