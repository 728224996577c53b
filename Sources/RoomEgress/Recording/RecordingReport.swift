import Foundation

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
    let frames: Int
    let droppedFrames: Int
    let fileResults: [File]
    let streamResults: [Stream]

    public init(_ result: RecordingResult) {
        egressId = result.id
        status = result.status.name
        startedAt = result.startedAt
        endedAt = result.endedAt
        details = "End reason: \(result.reason.rawValue)"
        error = result.error
        frames = result.statistics.frames
        droppedFrames = result.statistics.droppedFrames
        fileResults = result.files.map { file in
            File(
                filename: file.filename, location: file.location, startedAt: file.startedAt, endedAt: file.endedAt,
                duration: file.duration, size: file.size, error: file.error)
        }
        streamResults = []
    }

    /// One line.
    public var json: String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else { return "{}" }
        return String(decoding: data, as: UTF8.self)
    }
}
