import Foundation
import ServiceKit

/// Everything a page needs to be seen and heard: a display, sound, a browser, in a folder of their own.
///
/// Each is private to the job, so that jobs on one machine neither see nor hear each other.
final class PageStage: Sendable {
    struct Options: Sendable {
        var width: Int
        var height: Int
        var depth: Int
        var chromePath: String
        var isInsecure: Bool
        var isSandboxed: Bool
        var chromeFlags: [ChromeFlag]
        /// Nil for the default place.
        var temporaryDirectory: String?
    }

    let display: DisplayServer
    let sound: SoundServer
    let browser: Browser
    private let monitorReader: MonitorReader
    private let directory: JobDirectory

    private init(
        display: DisplayServer, sound: SoundServer, monitorReader: MonitorReader, browser: Browser,
        directory: JobDirectory
    ) {
        self.display = display
        self.sound = sound
        self.monitorReader = monitorReader
        self.browser = browser
        self.directory = directory
    }

    /// Starts all three, or throws and leaves nothing behind.
    static func set(_ options: Options) async throws -> PageStage {
        let authority = try DisplayAuthority.file(root: options.temporaryDirectory)
        let directory = try JobDirectory.make(root: options.temporaryDirectory)
        async let display = Result {
            try await DisplayServer.start(
                width: options.width, height: options.height, depth: options.depth, authority: authority,
                in: directory)
        }
        async let sound = Result { try await SoundServer.start(in: directory) }
        let (displayResult, soundResult) = await (display, sound)
        do {
            let (display, sound) = (try displayResult.get(), try soundResult.get())
            let monitorReader = try MonitorReader(of: sound)
            let browser = try await Browser.start(
                Browser.Options(
                    executable: options.chromePath, width: options.width, height: options.height,
                    display: display.name, authority: authority, soundServer: sound.address,
                    isInsecure: options.isInsecure, isSandboxed: options.isSandboxed,
                    flags: options.chromeFlags), in: directory)
            return PageStage(
                display: display, sound: sound, monitorReader: monitorReader, browser: browser, directory: directory)
        } catch {
            await (try? displayResult.get())?.process.killNow()
            await (try? soundResult.get())?.process.killNow()
            directory.remove()
            throw error
        }
    }

    /// The program that ended first, with how it ended, when one ends by itself.
    var firstExit: (ChildProcess, ChildProcess.Exit) {
        get async {
            let (exits, continuation) = AsyncStream<(ChildProcess, ChildProcess.Exit)>.makeStream()
            for process in processes {
                Task { continuation.yield((process, await process.exit)) }
            }
            for await exit in exits { return exit }
            return (browser.process, await browser.process.exit)
        }
    }

    /// CPU time used so far by the display, the sound and the browser, in seconds.
    var cpuSeconds: Double { ProcessTable.cpuSeconds(of: processes.map(\.processID)) }

    /// Call it once the capture has sound. Harmless when done already.
    func stopMonitorReader() { monitorReader.stop() }

    /// Ends the programs and removes their folder.
    func strike() async {
        // The profile goes with the folder, so nothing is lost by not asking the browser first.
        await browser.process.killNow()
        monitorReader.stop()
        await sound.process.killNow()
        await display.process.killNow()
        directory.remove()
    }

    private var processes: [ChildProcess] { [browser.process, display.process, sound.process] }
}

extension PageStage.Options {
    init(_ job: RecordingJob) {
        self.init(
            width: job.encoding.width, height: job.encoding.height,
            depth: job.encoding.depth == .bits8 ? 24 : job.encoding.depth.rawValue, chromePath: job.configuration.chromePath ?? Browser.installedPath,
            isInsecure: job.configuration.insecure, isSandboxed: job.configuration.enableChromeSandbox, chromeFlags: job.configuration.chromeFlags,
            temporaryDirectory: job.configuration.temporaryDirectory)
    }
}
