import Foundation
import MediaContainers
import MediaTypes

/// The file of a ``FileOutput``, before and after its tracks are known.
final class FileWriter: @unchecked Sendable {  // handed to the output's thread once, and used there only
    private let path: String
    private var file: LocalFile?
    private var writer: HybridMP4Writer<LocalFile>?

    struct Summary {
        var duration = MediaTime.zero
        var byteCount: UInt64 = 0
    }

    init(_ file: consuming LocalFile, path: String) {
        self.path = path
        self.file = consume file
    }

    func start(_ tracks: [TrackDescription]) {
        guard let file = file.take() else { return }
        writer = HybridMP4Writer(output: file, tracks: tracks)
    }

    func write(_ frame: EncodedFrame) throws { try writer?.write(frame) }

    /// Writes the index. A recording without a frame leaves no file.
    func finish() throws -> Summary {
        guard var writer = writer.take() else {
            unlink(path)
            return Summary()
        }
        let summary = try writer.finish()
        return Summary(duration: summary.duration, byteCount: summary.byteCount)
    }
}
