import Foundation
import RoomEgress

/// One line about a running recording, rewritten each second on a terminal; nothing elsewhere.
struct StatusLine {
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private var before = 0

    /// Shows where `recording` stands, until cancelled.
    mutating func run(_ recording: WebRecording) async {
        guard isTerminal else { return }
        while (try? await Task.sleep(for: .seconds(1))) != nil {
            show(recording.progress)
        }
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }

    private mutating func show(_ progress: RecordingProgress) {
        let statistics = progress.statistics
        let seconds = statistics.elapsed.seconds
        let rate = seconds > 0 ? Double(statistics.frames) / seconds : 0
        // The last second's, so that a change shows at once.
        let bitrate = Double(statistics.bytes - before) * 8 / 1000
        before = statistics.bytes
        let text = String(
            format: "\r\u{1B}[K%@ %02d:%02d:%02d  %.1f fps  %d dropped  %.0f kbit/s  %.1f MB", progress.phase.rawValue,
            Int(seconds) / 3600, Int(seconds) / 60 % 60, Int(seconds) % 60, rate, statistics.droppedFrames, bitrate,
            Double(statistics.bytes) / 1e6)
        FileHandle.standardError.write(Data(text.utf8))
    }
}
