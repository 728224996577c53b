import Foundation
import MediaContainers
import MediaTypes

/// The file of a ``FileOutput``, before and after its tracks are known. What was there before is kept until then.
final class FileWriter: @unchecked Sendable {  // handed to the output's thread once, and used there only
    private let path: String
    private let isNew: Bool
    private var file: LocalFile?
    private let format: FileFormat
    // One of them, once the tracks are known.
    private var mp4: HybridMP4Writer<LocalFile>?
    private var ogg: OggOpusWriter<LocalFile>?

    struct Summary {
        var duration = MediaTime.zero
        var byteCount: UInt64 = 0
    }

    init(_ file: consuming LocalFile, path: String, format: FileFormat) {
        self.path = path
        self.format = format
        isNew = file.isNew
        self.file = consume file
    }

    func start(_ tracks: [TrackDescription]) throws {
        guard var file = file.take() else { return }
        try file.truncate(to: 0)
        switch format {
        case .mp4: mp4 = Self.mp4Writer(file, tracks)
        case .ogg:
            guard let track = tracks.first else { return }
            ogg = try OggOpusWriter(output: file, track: track)
        }
    }

    private static func mp4Writer(_ file: consuming LocalFile, _ tracks: [TrackDescription]) -> HybridMP4Writer<LocalFile> {
        var options = HybridMP4Options()
        // Below the two seconds that a kill may cost, with what the encoder holds back; and above the second that key frames
        // are apart when nobody asks for something else.
        options.maximumFragmentDuration = .milliseconds(1_200)
        return HybridMP4Writer(output: file, tracks: tracks, options: options)
    }

    func write(_ frame: EncodedFrame) throws {
        try mp4?.write(frame)
        try ogg?.write(frame)
    }

    /// Writes what the format has at its end. A recording without a frame leaves no file, and one that was there as it was.
    func finish() throws -> Summary {
        guard let summary = try finishMP4() ?? finishOgg() else {
            if isNew { unlink(path) }
            return Summary()
        }
        if summary.byteCount == 0 { unlink(path) }
        return summary
    }

    private func finishMP4() throws -> Summary? {
        guard var writer = mp4.take() else { return nil }
        let summary = try writer.finish()
        return Summary(duration: summary.duration, byteCount: summary.byteCount)
    }

    private func finishOgg() throws -> Summary? {
        guard var writer = ogg.take() else { return nil }
        let summary = try writer.finish()
        return Summary(duration: summary.duration, byteCount: summary.byteCount)
    }
}
