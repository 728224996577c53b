import MediaContainers
import MediaTypes
import TestSupport
import Testing

/// Expects that what ffprobe reads is what went in: count, sizes, key flags, and times relative to the earliest
/// presented sample of the movie, within a tick.
func expectSame(
    _ probed: ProbedFile, as frames: some Collection<EncodedFrame>, tracks: [TrackDescription],
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let origin =
        tracks.compactMap { track in
            frames.filter { $0.track == track.id }.map(\.presentationTime).min().map { $0 + track.codecDelay }
        }.min() ?? .zero
    #expect(probed.messages.isEmpty, "\(probed.messages)", sourceLocation: sourceLocation)
    for (number, track) in tracks.filter({ id in frames.contains { $0.track == id.id } }).enumerated() {
        let sent = frames.filter { $0.track == track.id }
        let got = probed.packets(of: number)
        #expect(!sent.isEmpty, sourceLocation: sourceLocation)
        #expect(got.count == sent.count, "track \(track.id)", sourceLocation: sourceLocation)
        #expect(got.map(\.byteCount) == sent.map(\.payload.count), sourceLocation: sourceLocation)
        #expect(got.map(\.isKey) == sent.map(\.isKeyframe), sourceLocation: sourceLocation)
        let timescale = probed.streams[number].timescale
        func differences(_ times: [Int64?], _ expected: [MediaTime]) -> [Int64] {
            zip(times, expected).map { abs(($0 ?? .max / 2) - ($1 - origin).ticks(timescale: timescale)) }
        }
        let presentation = differences(got.map(\.pts), sent.map(\.presentationTime))
        let decode = differences(got.map(\.dts), sent.map(\.decodeTime))
        #expect(
            presentation.allSatisfy { $0 <= 1 }, "pts off by \(presentation.max() ?? 0)", sourceLocation: sourceLocation
        )
        #expect(decode.allSatisfy { $0 <= 1 }, "dts off by \(decode.max() ?? 0)", sourceLocation: sourceLocation)
    }
}

/// Decodes everything with ffmpeg and expects not a word.
func expectDecodes(_ path: String, log: String = "warning", sourceLocation: SourceLocation = #_sourceLocation) throws {
    let result = try ExternalTool.ffmpeg.run(["-v", log, "-xerror", "-nostdin", "-i", path, "-f", "null", "-"])
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)", sourceLocation: sourceLocation)
}

extension EncodedSource {
    /// Writes all frames and returns the file, still open.
    func written(_ options: HybridMP4Options = HybridMP4Options()) throws -> (MemoryOutput, HybridMP4Summary) {
        let output = MemoryOutput()
        var writer = HybridMP4Writer(output: output, tracks: tracks, options: options)
        for frame in frames { try writer.write(frame) }
        return (output, try writer.finish())
    }
}
