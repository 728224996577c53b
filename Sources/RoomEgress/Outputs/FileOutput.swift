import Foundation
import MediaContainers
import MediaTypes
import ServiceKit
import Synchronization

/// Writes a file at its final path while the recording runs, or where it waits for the store that it goes to meanwhile.
///
/// The file's own thread does the writing. When the disk cannot keep up the queue fills, and the output fails rather
/// than delaying the capture.
final class FileOutput: FrameOutput {
    private let queue = FrameQueue(capacity: queueCapacity)
    private let onFailure: @Sendable (String) -> Void
    private let result: Mutex<FileResult>
    private let upload: FileUpload?
    private let (finished, finishing) = AsyncStream<Void>.makeStream()

    private static let queueCapacity = 128 << 20

    /// Creates the file, so that a place that cannot be written is known before anything starts. A killed recording that is
    /// there is finished and kept under another name. `onFailure` is called at most once, when writing cannot go on; what
    /// was written before stays playable.
    init(
        path: String, format: FileFormat = .mp4, uploads: JobUploads? = nil, logger: Logger,
        onFailure: @escaping @Sendable (String) -> Void
    ) throws {
        self.onFailure = onFailure
        let location = URL(fileURLWithPath: path).standardizedFileURL.path
        // Of a file that goes to a store the name is its key there.
        result = Mutex(FileResult(filename: uploads?.storage.key(of: location) ?? path, location: location))
        if let kept = try RecordingRecovery.setAside(path: location) {
            logger.warn("a recording that was killed is kept", LogField("path", kept))
        }
        let writer = FileWriter(try LocalFile(creating: location), path: location, format: format)
        upload = uploads?.begin(location, format)
        let thread = Thread { [self] in run(writer) }
        thread.name = "file output"
        thread.start()
    }

    func start(_ tracks: [TrackDescription]) { _ = queue.push(.tracks(tracks)) }

    func send(_ frame: EncodedFrame) {
        guard !queue.push(.frame(frame)) else { return }
        fail("the disk is too slow: \(Self.queueCapacity >> 20) MiB wait to be written")
    }

    func advance(to time: MediaTime) { _ = queue.push(.advance(time)) }

    func finish() async -> [OutputResult] {
        _ = queue.push(.end)
        for await _ in finished {}
        if let upload { await store(upload) }
        return [.file(result.withLock { $0 })]
    }

    /// What was written goes to its store, also when it is not all that should be there.
    private func store(_ upload: FileUpload) async {
        let written = result.withLock { $0 }
        guard let size = LocalFile.byteCount(of: written.location), size > 0 else { return await upload.discard() }
        do {
            let place = try await upload.finish(size: size)
            result.withLock { result in
                result.location = place.location
                result.isInBackup = place.isInBackup
            }
        } catch {
            // The recording has ended; that its file is elsewhere than it should be is its result.
            result.withLock { result in
                guard result.error == nil else { return }
                result.error = "\(error)"
                result.isUnstored = true
            }
        }
    }

    /// Ends it without waiting, for a recording that does not take place.
    func abandon() { _ = queue.push(.end) }

    // MARK: - The file's thread

    private func run(_ writer: FileWriter) {
        write(with: writer)
        do {
            let summary = try writer.finish()
            result.withLock { result in
                result.duration = summary.duration.nanoseconds
                result.size = Int64(clamping: summary.byteCount)
                result.endedAt = UnixClock.now()
            }
        } catch { fail("\(error)") }
        finishing.finish()
    }

    private func write(with writer: FileWriter) {
        var hasFailed = false
        while true {
            let item = queue.pop()
            if case .end = item { return }
            // After a failure the queue is still emptied, so that the frames' memory goes back.
            if hasFailed { continue }
            do {
                switch item {
                case .tracks(let tracks): try writer.start(tracks)
                case .frame(let frame):
                    try writer.write(frame)
                    upload?.grow(to: writer.settledByteCount)
                case .advance(let time): try writer.fill(to: time)
                case .muted, .lost, .room, .overdue, .end: break
                }
                if case .tracks = item { result.withLock { $0.startedAt = UnixClock.now() } }
            } catch {
                hasFailed = true
                fail("\(error)")
            }
        }
    }

    private func fail(_ text: String) {
        let isFirst = result.withLock { result in
            defer { result.error = result.error ?? text }
            return result.error == nil
        }
        if isFirst { onFailure(text) }
    }
}
