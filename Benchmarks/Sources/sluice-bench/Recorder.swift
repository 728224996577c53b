import Foundation

/// A real `egress-server record` of the bundled page at 1280x720 and 30 frames per second, as a user runs it.
final class Recorder {
    let process = Process()
    let recording: String
    private let jobs: String
    private let log: String

    /// Starts one that writes `recording`, with its jobs and its log in `folder`; returns when frames come.
    init(recording: String, folder: String) throws {
        self.recording = recording
        // Short, since Chromium puts a socket far below it, and a socket's path has at most 107 bytes.
        jobs = "\(folder)/jobs-" + UUID().uuidString.prefix(4)
        log = "\(jobs).log"
        try FileManager.default.createDirectory(atPath: jobs, withIntermediateDirectories: true)
        try Data().write(to: URL(fileURLWithPath: log))
        process.executableURL = try Self.executable()
        process.arguments = [
            "record", "--config-body", "temporary_directory: \(jobs)", "--request-body", Self.request(recording),
            // So that none stays when the benchmark is killed.
            "--duration", "60",
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle(forWritingAtPath: log)
        try process.run()
        try Waiting.until("the recording's start") {
            let text = try String(contentsOfFile: log, encoding: .utf8)
            guard process.isRunning else { throw BenchmarkFailure("egress-server ended at its start: \(text)") }
            return text.contains("recording started")
        }
    }

    deinit {
        if process.isRunning { process.terminate() }
    }

    /// Ends the recording with SIGTERM and waits for the program's end.
    func end() throws {
        process.terminate()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
            throw BenchmarkFailure("egress-server ended with status \(process.terminationStatus): \(text)")
        }
        for path in [jobs, log] { try? FileManager.default.removeItem(atPath: path) }
    }

    // MARK: - Where its page is seen and heard

    /// Display, key to the display and sound server, as environment variables.
    func stage() throws -> [String: String] {
        let display = try helper("Xvfb")
        let sound = try helper("pulseaudio")
        guard let authority = display.arguments.drop(while: { $0 != "-auth" }).dropFirst().first,
            let script = sound.arguments.first(where: { $0.hasPrefix("--file=") })?.dropFirst("--file=".count)
        else { throw BenchmarkFailure("Xvfb or PulseAudio has other arguments than it used to") }
        let folder = URL(fileURLWithPath: String(script)).deletingLastPathComponent()
        return [
            "DISPLAY": try Self.display(of: display.processID), "XAUTHORITY": authority,
            "PULSE_SERVER": "unix:\(folder.path)/pulse.sock",
        ]
    }

    /// The program of that name that works in this recording's folder.
    private func helper(_ name: String) throws -> (processID: Int32, arguments: [String]) {
        for entry in try FileManager.default.contentsOfDirectory(atPath: "/proc") {
            guard let processID = Int32(entry),
                let line = FileManager.default.contents(atPath: "/proc/\(entry)/cmdline")
            else { continue }
            let arguments = String(decoding: line, as: UTF8.self).split(separator: "\0").map(String.init)
            guard arguments.first?.hasSuffix("/\(name)") == true, arguments.contains(where: { $0.contains(jobs) })
            else { continue }
            return (processID, arguments)
        }
        throw BenchmarkFailure("the recording has no \(name)")
    }

    /// By the socket that the X server listens on, `/tmp/.X11-unix/X<number>`: the last two fields of its line in
    /// /proc/net/unix are the inode, which its descriptors name too, and the path.
    private static func display(of processID: Int32) throws -> String {
        let descriptors = "/proc/\(processID)/fd"
        let own = Set(
            try FileManager.default.contentsOfDirectory(atPath: descriptors).compactMap {
                try? FileManager.default.destinationOfSymbolicLink(atPath: "\(descriptors)/\($0)")
            })
        // Not by path: that reading stops at the first short read, and the kernel gives this file in pieces.
        let sockets = try FileHandle(forReadingFrom: URL(fileURLWithPath: "/proc/net/unix")).readToEnd() ?? Data()
        for line in String(decoding: sockets, as: UTF8.self).split(separator: "\n") {
            let fields = line.split(separator: " ").suffix(2)
            guard let inode = fields.first, let path = fields.last, path.hasPrefix("/tmp/.X11-unix/X"),
                own.contains("socket:[\(inode)]")
            else { continue }
            return ":" + path.dropFirst("/tmp/.X11-unix/X".count)
        }
        throw BenchmarkFailure("Xvfb listens on no socket in /tmp/.X11-unix")
    }

    // MARK: - What it runs

    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The optimised program, which `make bench` builds, or the one named by BENCH_EGRESS_SERVER.
    static func executable() throws -> URL {
        let named = ProcessInfo.processInfo.environment["BENCH_EGRESS_SERVER"].map { URL(fileURLWithPath: $0) }
        let executable = named ?? root.appendingPathComponent(".build/release/egress-server")
        guard FileManager.default.isExecutableFile(atPath: executable.path) else {
            throw BenchmarkFailure("\(executable.path) is missing: run `make build`")
        }
        return executable
    }

    private static func request(_ recording: String) -> String {
        let page = root.appendingPathComponent("Examples/Pages/counter.html").absoluteString
        let options = #"{"preset": "HD_30", "key_frame_interval": 1}"#
        return #"{"url": "\#(page)", "filepath": "\#(recording)", "options": \#(options)}"#
    }
}
