import Foundation
import MediaContainers
import MediaTypes

/// The file of a ``FileOutput``, before and after its tracks are known. What was there before is kept until then.
final class FileWriter: @unchecked Sendable {  // handed to the output's thread once, and used there only
    private let path: String
    private let isNew: Bool
    private var file: LocalFile?
    private var writer: HybridMP4Writer<LocalFile>?

    struct Summary {
        var duration = MediaTime.zero
        var byteCount: UInt64 = 0
    }

    init(_ file: consuming LocalFile, path: String) {
        self.path = path
        isNew = file.isNew
        self.file = consume file
    }

    func start(_ tracks: [TrackDescription]) throws {
        guard var file = file.take() else { return }
        try file.truncate(to: 0)
        var options = HybridMP4Options()
        // Below the two seconds that a kill may cost, with what the encoder holds back; and above the second that key frames
        // are apart when nobody asks for something else.
        options.maximumFragmentDuration = .milliseconds(1_200)
        writer = HybridMP4Writer(output: file, tracks: tracks, options: options)
    }

    func write(_ frame: EncodedFrame) throws { try writer?.write(frame) }

    /// Writes the index. A recording without a frame leaves no file, and one that was there as it was.
    func finish() throws -> Summary {
        guard var writer = writer.take() else {
            if isNew { unlink(path) }
            return Summary()
        }
        let summary = try writer.finish()
        if summary.byteCount == 0 { unlink(path) }
        return Summary(duration: summary.duration, byteCount: summary.byteCount)
    }
}
