import MediaContainers
import MediaTypes
import TestSupport
import Testing

/// MP4 of what rooms send: irregular times, long gaps, changing parameters, and the codecs that are new there.
@Suite(.timeLimit(.minutes(2))) struct RoomTracksMP4Tests {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: ["VP8", "VP9", "AV1"])
    func `a track reads back as it was written, growing and finished`(_ codec: String) throws {
        let source = try VideoFixtures.named(codec).joined(with: VideoFixtures.opus.get())
        let (output, summary) = try source.written()
        #expect(summary.adjustedTimestamps == 0)
        for (name, bytes) in [("a.mp4", output.bytes), ("b.mp4", output.growing)] {
            let path = try folder.write(bytes, as: name)
            let probed = try ProbedFile(path)
            if name == "a.mp4" { expectSame(probed, as: source.frames, tracks: source.tracks) }
            #expect(probed.streams.map(\.codec_name) == [codec.lowercased(), "opus"])
            try expectDecodes(path)
        }
    }

    @Test func `irregular times, a mute and a new resolution are one file with true times`() throws {
        var source = try VideoFixtures.h264.get()
        source.frames.removeSubrange(70..<75)
        source = try source.followed(by: VideoFixtures.smallH264.get(), after: .seconds(10)).jittered(.milliseconds(12), seed: 8)
        let (output, summary) = try source.written()
        let path = try folder.write(output.bytes, as: "a.mp4")
        let probed = try ProbedFile(path)
        #expect(summary.adjustedTimestamps == 0 && probed.messages.isEmpty)
        #expect(probed.streams[0].codec_tag_string == "avc3")
        let first = source.frames[0].presentationTime
        let times = source.frames.map { ($0.presentationTime - first).ticks(timescale: probed.streams[0].timescale) }
        #expect(zip(probed.packets, times).allSatisfy { abs(($0.pts ?? -9) - $1) <= 1 } && probed.packets.count == times.count)
        // The last picture before the mute lasts as long as it.
        let longest = probed.packets.map { $0.duration ?? 0 }.max() ?? 0
        #expect(abs(Double(longest) / Double(probed.streams[0].timescale) - 10) < 0.03)
        try expectDecodes(path, log: "error")
        #expect(try sizes(path) == Array(repeating: "320x180", count: 175) + Array(repeating: "160x90", count: 60))
    }

    private func sizes(_ path: String) throws -> [String] {
        let text = try ExternalTool.ffprobe("-v", "quiet", "-show_entries", "frame=width,height", "-of", "csv=p=0:s=x", path)
        return String(decoding: text, as: UTF8.self).split(separator: "\n").map { $0.split(separator: "x").prefix(2).joined(separator: "x") }
    }
}
