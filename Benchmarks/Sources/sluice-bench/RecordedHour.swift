import Foundation
import MediaContainers
import MediaTypes
import ObjectStorage
import RoomEgress

/// An hour of recording at 3 Mbit/s, written faster than that and uploaded while it grows.
struct RecordedHour {
    static let seconds: Int64 = 3_600
    /// Of a picture, in bytes: with the sound beside it 3 Mbit/s.
    private static let pictureSize = 12_000
    /// How far the upload may be behind: no further than when the hour takes an hour, which is the head that goes up last, the
    /// part that is not full, and one on its way.
    private static let mostBehind: UInt64 = 15 << 20
    /// What an MP4's index changes in front.
    private static let changingHead: UInt64 = 4_096

    private let path: String
    /// From the last frame until the object was complete.
    private(set) var secondsToComplete = 0.0

    init(folder: String) { path = "\(folder)/hour.mp4" }

    /// With a `store` the object is complete when this returns; without one, it is what the recording alone costs.
    mutating func record(uploadingTo store: S3Store?) throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        var writer = HybridMP4Writer(output: try LocalFile(creating: path), tracks: SyntheticRecording.tracks)
        let (path, journals) = (path, "\(path).journals")
        let queue = store.map { UploadQueue(UploadDestination("sink", $0), journals: journals) }
        let upload = try queue.map { queue in
            try Waiting.forTask {
                try await queue.uploadGrowing(UploadFile(path: path, key: "hour", changingHead: Self.changingHead))
            }
        }
        try SyntheticRecording.frames(seconds: Self.seconds, frameSize: Self.pictureSize) { frame in
            try writer.write(frame)
            guard let queue, let upload else { return }
            upload.grow(to: writer.byteCount)
            Self.wait(for: queue, writer.byteCount)
        }
        let stop = ContinuousClock.now
        let size = try writer.finish().byteCount
        guard let queue, let upload else { return }
        upload.finish(size: size)
        let stored = try Waiting.forTask {
            let stored = try await upload.upload.stored
            await queue.finish()
            return stored
        }
        secondsToComplete = (ContinuousClock.now - stop) / .seconds(1)
        guard stored.size == size else { throw BenchmarkFailure("\(stored.size) bytes of \(size) were stored") }
    }

    private static func wait(for queue: UploadQueue, _ written: UInt64) {
        while written > queue.progress.storedBytes + mostBehind { usleep(5_000) }
    }
}
