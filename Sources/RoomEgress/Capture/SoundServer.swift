import Foundation
import ServiceKit

/// A private PulseAudio for one job, with one null sink that Chromium plays into.
struct SoundServer: Sendable {
    let process: ChildProcess
    /// As `PULSE_SERVER` and `pulsesrc` have it.
    let address: String
    /// The source that yields what was played.
    let monitor = "capture.monitor"

    /// Starts the daemon and returns when its socket takes connections.
    static func start(in directory: JobDirectory) async throws -> SoundServer {
        let socketPath = directory.file("pulse.sock")
        try configuration.write(toFile: directory.file("pulse.conf"), atomically: false, encoding: .utf8)
        try script(socketPath).write(toFile: directory.file("pulse.pa"), atomically: false, encoding: .utf8)
        let notifications = try NotificationSocket(path: directory.file("notify"))
        let process = try await ChildProcess.start("PulseAudio", command(notifications, directory))
        Task {
            _ = await process.exit
            notifications.interrupt()
        }
        guard await notifications.ready(timeout: .seconds(10)) else {
            let reason = process.hasExited ? "it ended" : "no word within 10 s"
            await process.killNow()
            throw ProcessError.notReady("PulseAudio", reason: reason, output: process.lastOutput())
        }
        return SoundServer(process: process, address: "unix:\(socketPath)")
    }

    /// Chromium would otherwise open the sink at 44.1 kHz, and the daemon resample.
    private static let configuration = "default-sample-rate = 48000\n"

    /// With `norewinds`, an idle sink does not run two seconds ahead, which would lose the first second of sound.
    private static func script(_ socketPath: String) -> String {
        """
        load-module module-null-sink sink_name=capture rate=48000 norewinds=1
        set-default-sink capture
        load-module module-native-protocol-unix socket=\(socketPath)

        """
    }

    private static func command(_ notifications: NotificationSocket, _ directory: JobDirectory) -> ChildProcess.Command {
        ChildProcess.Command(
            executable: "/usr/bin/pulseaudio",
            arguments: [
                "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--disallow-exit=yes",
                "--log-level=notice", "--log-target=stderr", "--file=\(directory.file("pulse.pa"))",
            ],
            environment: [
                "PATH": "/usr/bin:/bin", "HOME": directory.path, "XDG_RUNTIME_DIR": directory.path,
                "PULSE_RUNTIME_PATH": directory.file("pulse"), "PULSE_CONFIG": directory.file("pulse.conf"),
                "DBUS_SESSION_BUS_ADDRESS": "disabled:", "NOTIFY_SOCKET": notifications.path,
                JobDirectory.environmentKey: directory.path,
            ],
            logFile: directory.file("pulseaudio.log"))
    }
}
