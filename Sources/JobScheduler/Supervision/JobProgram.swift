internal import Glibc

/// The program whose process is a job.
public struct JobProgram: Sendable {
    public var executable: String
    /// Seen by everybody on the machine: nothing of a request belongs here.
    public var arguments: [String]
    /// All that the process gets; nothing is inherited.
    public var environment: [String: String]

    /// Unless `environment` has its own word about it, Swift's crash reporter is off: it keeps a crashed process for a
    /// while, which then looks as if it hung.
    public init(executable: String, arguments: [String] = [], environment: [String: String] = [:]) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { given, _ in given }
    }

    /// The program that is running now, even when an upgrade has replaced its file.
    public static func same(arguments: [String], environment: [String: String]) -> JobProgram {
        JobProgram(executable: ownExecutable, arguments: arguments, environment: environment)
    }

    private static var ownExecutable: String {
        let link = "/proc/self/exe"
        var target = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let count = target.withUnsafeMutableBytes { bytes in
            readlink(link, bytes.bindMemory(to: CChar.self).baseAddress!, bytes.count)
        }
        guard count > 0 else { return link }
        let path = String(decoding: target.prefix(count), as: UTF8.self)
        // The real name looks better in lists of processes, but only the link leads to a file that was replaced.
        return path.hasSuffix(" (deleted)") ? link : path
    }
}
