import Foundation
import TestSupport

/// A place to record in: a folder for media, one for jobs, a configuration, requests.
struct RecordingBench: Sendable {
    /// Where a test's recordings stay, to be looked at; `make test` names the folder.
    let media: URL
    let jobs: TemporaryFolder

    init(_ name: String) throws {
        let root = ProcessInfo.processInfo.environment["SLUICE_TEST_MEDIA"]
            ?? FileManager.default.currentDirectoryPath + "/test-media"
        media = URL(fileURLWithPath: root).appendingPathComponent(name)
        try FileManager.default.createDirectory(at: media, withIntermediateDirectories: true)
        jobs = try TemporaryFolder()
    }

    func path(_ name: String) -> String { media.appendingPathComponent(name).path }

    /// A configuration in YAML, with `lines` added.
    func configuration(_ lines: String...) -> String {
        (["temporary_directory: \(jobs.url.path)"] + lines).joined(separator: "\n")
    }

    /// The bundled page as an address.
    static func page(_ query: String = "") -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return root.appendingPathComponent("Examples/Pages/counter.html").absoluteString + (query.isEmpty ? "" : "?\(query)")
    }

    /// A request for a recording of `url` into `file`.
    func request(_ url: String, file: String, options: String = #"{"preset": "HD_30"}"#, more: String = "") -> String {
        #"{"url": "\#(url)", "filepath": "\#(path(file))", "options": \#(options)\#(more)}"#
    }

    /// Records with configuration and request given in words.
    func record(
        _ request: String, config: String? = nil, _ arguments: [String] = [], wrapper: [String] = []
    ) throws -> EgressServer {
        try EgressServer(
            ["record", "--config-body", config ?? configuration(), "--request-body", request, "--json"] + arguments,
            wrapper: wrapper)
    }

    /// Signals the processes of this bench's browsers whose command line `isMeant`.
    func signalBrowser(_ number: Int32, _ isMeant: (String) -> Bool) throws {
        try signalPrograms(number) { line in
            line.contains("/chromium") && !line.contains("chrome_crashpad_handler") && isMeant(line)
        }
    }

    /// Signals the programs of this bench's jobs whose command line, words ended by zero bytes, `isMeant`.
    func signalPrograms(_ number: Int32, _ isMeant: (String) -> Bool) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: "/proc") {
            guard let processID = Int32(name),
                let line = FileManager.default.contents(atPath: "/proc/\(name)/cmdline")
            else { continue }
            let text = String(decoding: line, as: UTF8.self)
            // The job's folder on the command line tells whose it is; Chromium writes over its environment.
            if text.contains(jobs.url.path), isMeant(text) { kill(processID, number) }
        }
    }

    /// The command lines of this bench's displays, sound servers and browsers.
    var programs: [String] { programIDs.compactMap { Self.text("/proc/\($0)/cmdline") } }

    /// The processes of this bench's programs; a dead one nobody has waited for is none.
    var programIDs: [Int32] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.compactMap { Int32($0) }.filter { processID in
            let (line, environment) = (Self.text("/proc/\(processID)/cmdline"), Self.text("/proc/\(processID)/environ"))
            let isOurs = environment?.contains("SLUICE_JOB_DIRECTORY=\(jobs.url.path)/") == true
                || line?.contains("\(jobs.url.path)/job-") == true
            return isOurs && line?.isEmpty == false
        }
    }

    private static func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// What jobs have left behind.
    var leftovers: [String] { (try? FileManager.default.contentsOfDirectory(atPath: jobs.url.path)) ?? [] }
}

/// Reads a file with ffprobe and ffmpeg, as a player would.
enum Player {
    /// Seconds the container says it lasts.
    static func duration(_ path: String) throws -> Double {
        let text = try ExternalTool.ffprobe(
            "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", path)
        return Double(String(decoding: text, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
    }

    /// Entries of the first stream of `kind` (`v`, `a`), by name.
    static func stream(_ kind: String, of path: String) throws -> [String: String] {
        let text = try ExternalTool.ffprobe(
            "-v", "error", "-select_streams", kind, "-show_entries", "stream", "-of", "default=noprint_wrappers=1", path)
        let pairs = String(decoding: text, as: UTF8.self).split(separator: "\n").compactMap { line in
            let words = line.split(separator: "=", maxSplits: 1)
            return words.count == 2 ? (String(words[0]), String(words[1])) : nil
        }
        return Dictionary(pairs) { first, _ in first }
    }

    /// What a strict decoder complains about; empty when all is well.
    static func complaints(_ path: String) throws -> String {
        let result = try ExternalTool.ffmpeg.run(
            // In the file's own time base: in one of the guessed frame rate, frames around a gap fall onto each other.
            ["-v", "error", "-xerror", "-i", path, "-map", "0", "-enc_time_base", "-1", "-f", "null", "-"])
        return result.status == 0 ? result.errors : "status \(result.status): \(result.errors)"
    }
}
