internal import Glibc

/// What is wrong with a program that a job needs beside it.
public enum ProcessError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The program could not be executed; `code` is the system's errno.
    case cannotStart(String, String, code: Int32)
    /// The program ended, or did not get ready in time, before the job could use it.
    case notReady(String, reason: String, output: String)
    case noPipe(code: Int32)

    public var description: String {
        switch self {
        case .cannotStart(let name, let path, let code):
            "cannot start \(name) (\(path)): \(String(cString: strerror(code)))" + Self.remedy(name, code: code)
        case .notReady(let name, let reason, let output):
            "\(name) did not get ready: \(reason)" + (output.isEmpty ? "" : "; it printed: \(output)")
        case .noPipe(let code): "cannot make a pipe: \(String(cString: strerror(code)))"
        }
    }

    private static func remedy(_ name: String, code: Int32) -> String {
        guard code == ENOENT else { return "" }
        switch name {
        case "Chromium": return "; install Debian's package chromium, or set chrome_path in the configuration"
        case "Xvfb": return "; install Debian's package xvfb"
        case "PulseAudio": return "; install Debian's package pulseaudio"
        default: return ""
        }
    }
}
