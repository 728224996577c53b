import Foundation
import ServiceKit

/// One Chromium for one job, driven over DevTools pipes.
struct Browser: Sendable {
    struct Options: Sendable {
        var executable: String
        var width: Int
        var height: Int
        var display: String
        var authority: String
        var soundServer: String
        /// Relaxes web security, as `insecure` promises; for local testing only.
        var isInsecure = false
        var isSandboxed = false
        /// From the configuration's `chrome_flags`; they override the switches set here.
        var flags: [ChromeFlag] = []
    }

    /// Debian's browser itself rather than its launcher script; elsewhere the usual names.
    static var installedPath: String {
        let paths = ["/usr/lib/chromium/chromium", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
        return paths.first { FileManager.default.isExecutableFile(atPath: $0) } ?? paths[0]
    }

    let process: ChildProcess
    let connection: DevToolsConnection

    static func start(_ options: Options, in directory: JobDirectory) async throws -> Browser {
        let (commandsRead, commandsWrite) = try FileDescriptor.socketPair()
        let (answersRead, answersWrite) = try FileDescriptor.pipe()
        let process = try await ChildProcess.start(
            "Chromium",
            ChildProcess.Command(
                executable: options.executable,
                arguments: BrowserSwitches(options, profile: try directory.folder("profile")).arguments,
                environment: try environment(options, directory),
                descriptors: [3: commandsRead, 4: answersWrite], logFile: directory.file("chromium.log")))
        return Browser(
            process: process, connection: DevToolsConnection(
                input: answersRead, output: commandsWrite, interest: PageSession.interest(in:)))
    }

    private static func environment(_ options: Options, _ directory: JobDirectory) throws -> [String: String] {
        var environment = [
            "PATH": "/usr/bin:/bin", "HOME": directory.path, "XDG_RUNTIME_DIR": directory.path,
            "TMPDIR": try directory.folder("tmp"), "DISPLAY": options.display, "XAUTHORITY": options.authority,
            "PULSE_SERVER": options.soundServer, "DBUS_SESSION_BUS_ADDRESS": "disabled:",
            "DBUS_SYSTEM_BUS_ADDRESS": "disabled:", JobDirectory.environmentKey: directory.path,
        ]
        for key in ["LANG", "LC_ALL", "TZ"] { environment[key] = ProcessInfo.processInfo.environment[key] }
        return environment
    }
}
