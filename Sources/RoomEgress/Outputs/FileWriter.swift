import Foundation
import MediaContainers
import MediaTypes

/// The file of a ``FileOutput``, before and after its tracks are known. What was there before is kept until then.
final class FileWriter: @unchecked Sendable {  // handed to the output's thread once, and used there only
    private let path: String
    private let isNew: Bool
    private var file: LocalFile?
    private let format: FileFormat
    /// Once the tracks are known.
    private var container: (any FileContainer & ~Copyable)?
    private var gate = KeyframeGate([])

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
        // What the format does not hold is the writer's error, for which nothing is lost.
        if tracks.allSatisfy({ format.holds($0.parameters) }) { try file.truncate(to: 0) }
        gate = KeyframeGate(tracks)
        container = try Self.container(format, file, tracks)
    }

    private static func container(
        _ format: FileFormat, _ file: consuming LocalFile, _ tracks: [TrackDescription]
    ) throws -> (any FileContainer & ~Copyable)? {
        guard let track = tracks.first else { return nil }
        switch format {
        case .mp4: return mp4Writer(file, tracks)
        case .ogg: return try OggOpusWriter(output: file, track: track)
        case .webm: return try WebMWriter(output: file, tracks: tracks)
        case .ivf: return try IVFWriter(output: file, track: track)
        case .h264: return try AnnexBWriter(output: file, track: track)
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
        guard let frame = gate.pass(frame) else { return }
        try container?.write(frame)
    }

    /// How much of the file will not change any more, except its head.
    var settledByteCount: UInt64 {
        // Written out, because a container cannot be copied out of an optional.
        switch container {
        case .some(let container): container.settledByteCount
        case .none: 0
        }
    }

    /// No frame comes before `time` any more.
    func fill(to time: MediaTime) throws { try container?.fill(to: time) }

    /// Writes what the format has at its end. A recording without a frame leaves no file, and one that was there as it was.
    func finish() throws -> Summary {
        guard var writer = container.take() else {
            if isNew { unlink(path) }
            // With its lock: whoever waits for the end may record to it again.
            _ = file.take()
            return Summary()
        }
        let summary = try writer.end()
        if summary.byteCount == 0 { unlink(path) }
        return summary
    }
}
