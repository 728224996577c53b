import Foundation
import ServiceKit

/// A ``RecordingResult`` as one JSON object: the fields of `EgressInfo`, times in Unix nanoseconds, durations in
/// nanoseconds.
public struct RecordingReport: Encodable, Sendable {
    struct File: Encodable {
        let filename: String
        let location: String
        let startedAt: Int64
        let endedAt: Int64
        let duration: Int64
        let size: Int64
        let error: String?
    }

    struct Stream: Encodable {
        let url: String
        let status: String
        let startedAt: Int64
        let endedAt: Int64
        let duration: Int64
        let retries: Int
        let droppedFrames: Int
        let bytes: Int64
        let error: String?
    }

    let egressId: String
    let status: String
    let startedAt: Int64
    let endedAt: Int64
    let details: String
    let error: String?
    /// Nil without a picture.
    let frames: Int?
    let droppedFrames: Int?
    let cpuSeconds: Double
    let fileResults: [File]
    let streamResults: [Stream]
    /// Whether a file went to the backup, because its store did not take it.
    let backupStorageUsed: Bool

    /// `cpuSeconds` is what the recording's own process used, to be added to what its programs did.
    public init(_ result: RecordingResult, cpuSeconds: Double = 0) {
        egressId = result.id
        status = result.status.name
        startedAt = result.startedAt
        endedAt = result.endedAt
        details = "End reason: \(result.reason.rawValue)"
        error = result.error
        frames = result.statistics.hasVideo ? result.statistics.frames : nil
        droppedFrames = result.statistics.hasVideo ? result.statistics.droppedFrames : nil
        self.cpuSeconds = ((result.cpuSeconds + cpuSeconds) * 100).rounded() / 100
        backupStorageUsed = result.usesBackup
        fileResults = result.files.map { file in
            File(
                filename: file.filename, location: file.location, startedAt: file.startedAt, endedAt: file.endedAt,
                duration: file.duration, size: file.size, error: file.error)
        }
        streamResults = result.streams.map { stream in
            Stream(
                url: stream.url, status: stream.status.rawValue, startedAt: UnixClock.time(of: stream.startedAt),
                endedAt: UnixClock.time(of: stream.endedAt), duration: Int64(stream.duration / .nanoseconds(1)),
                retries: stream.retries, droppedFrames: stream.droppedFrames, bytes: stream.bytes, error: stream.error)
        }
    }

    /// A recording that was refused before it began.
    public init(refused error: String) {
        egressId = RecordingJob.standaloneID
        status = RecordingStatus.failed.name
        startedAt = UnixClock.now()
        endedAt = startedAt
        details = "End reason: \(EndReason.failure.rawValue)"
        self.error = error
        (frames, droppedFrames, cpuSeconds, fileResults, streamResults) = (0, 0, 0, [], [])
        backupStorageUsed = false
    }

    /// For people, a line an output.
    public var summary: String {
        var lines = fileResults.map { file in
            "\(file.location): \(Self.decimal(Double(file.duration) / 1e9)) s, \(Self.decimal(Double(file.size) / 1e6)) MB"
                + (file.error.map { ", \($0)" } ?? "")
        }
        lines += streamResults.map { stream in
            "\(stream.url): \(stream.status), \(Self.decimal(Double(stream.duration) / 1e9)) s, \(stream.retries) retries"
                + (stream.error.map { ", \($0)" } ?? "")
        }
        let pictures = frames.map { "\($0) frames, \(droppedFrames ?? 0) dropped; " } ?? ""
        lines.append("\(pictures)\(status)" + (error.map { ": \($0)" } ?? ""))
        // Errors hold words of the page, and names anything.
        return lines.map { TerminalText.escaping($0) + "\n" }.joined()
    }

    private static func decimal(_ value: Double) -> String { String(format: "%.1f", value) }

    /// One line.
    public var json: String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else { return "{}" }
        // Text holds controls from 0x7F on as they are, which JSON allows and terminals obey.
        return String(decoding: data, as: UTF8.self).unicodeScalars.map { scalar in
            (0x7F...0x9F).contains(scalar.value) ? "\\u00" + String(scalar.value, radix: 16) : String(scalar)
        }.joined()
    }
}
