import Foundation
import MediaTypes
import ObjectStorage
import RoomEgress
import ServiceKit

/// One line about a running recording, rewritten each second on a terminal; nothing elsewhere.
struct StatusLine {
    private let writer: LogWriter
    private let isTerminal = isatty(STDERR_FILENO) == 1

    init(_ writer: LogWriter) { self.writer = writer }

    /// Shows where `recording` and its uploads stand, until cancelled.
    func follow(_ recording: some MediaRecording, _ uploads: JobUploads?) async {
        guard isTerminal else { return }
        var bytesBefore = 0
        while (try? await Task.sleep(for: .seconds(1))) != nil {
            let progress = recording.progress
            writer.setStatusLine(
                text(progress, lastSecond: progress.statistics.bytes - bytesBefore) + (uploads.map { text($0.progress) } ?? ""))
            bytesBefore = progress.statistics.bytes
        }
        writer.setStatusLine(nil)
    }

    private func text(_ progress: UploadProgress) -> String {
        let megabytes = String(format: "  %.1f MB stored", Double(progress.storedBytes) / 1e6)
        guard let age = progress.oldestUnsentAge else { return megabytes }
        let waiting = String(format: ", %.1f MB wait for %d s", Double(progress.waitingBytes) / 1e6, Int(age / .seconds(1)))
        return megabytes + waiting + (progress.retries > 0 ? ", \(progress.retries) retries" : "")
    }

    private func text(_ progress: RecordingProgress, lastSecond bytes: Int) -> String {
        let statistics = progress.statistics
        let seconds = statistics.elapsed.seconds
        let rate = seconds > 0 ? Double(statistics.frames) / seconds : 0
        let pictures = String(format: "  %.1f fps  %d dropped", rate, statistics.droppedFrames)
        return String(
            format: "%@ %02d:%02d:%02d%@  %d kbit/s  %.1f MB", progress.phase.rawValue, Int(seconds) / 3600,
            Int(seconds) / 60 % 60, Int(seconds) % 60, statistics.hasVideo ? pictures : "", bytes * 8 / 1000,
            Double(statistics.bytes) / 1e6)
    }
}
