import MediaContainers
import MediaTypes
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct WebMWriterTests {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    private func write(_ source: EncodedSource, to output: MemoryOutput = MemoryOutput()) throws -> (MemoryOutput, ContainerSummary) {
        var writer = try WebMWriter(output: output, tracks: source.tracks)
        for frame in source.frames { try writer.write(frame) }
        return (output, try writer.finish())
    }

    @Test(arguments: ["VP8", "VP9", "AV1"], [false, true])
    func `a file reads back as it was written, decodes and can be seeked in`(_ codec: String, hasSound: Bool) throws {
        var source = try VideoFixtures.named(codec)
        if hasSound { source = try source.joined(with: VideoFixtures.opus.get()) }
        source = source.shifted { _ in MediaTime(nanoseconds: 3_600_000_012_345) }
        let (output, summary) = try write(source)
        let path = try folder.write(output.bytes, as: "a.webm")
        let probed = try ProbedFile(path)
        expectSame(probed, as: source.frames, tracks: source.tracks)
        #expect(probed.streams.map(\.codec_name) == [codec.lowercased()] + (hasSound ? ["opus"] : []))
        try expectDecodes(path)
        let file = try WebMChecker(output.bytes)
        #expect(file.clusters.flatMap(\.blocks).count == source.frames.count)
        #expect(summary.adjustedTimestamps == 0 && summary.byteCount == UInt64(output.bytes.count))
        #expect(summary.duration == .milliseconds(Int64(file.duration)))
        // Each cluster but those that had to be split begins with a key frame, and each key frame has a cue.
        let keys = source.frames.filter { $0.track == source.tracks[0].id && $0.isKeyframe }
        #expect(file.cues.count == keys.count)
        try expectSeeks(path, to: 1.5)
    }

    /// Expects that players find the picture at `seconds` without reading from the start.
    private func expectSeeks(_ path: String, to seconds: Double) throws {
        let text = try ExternalTool.ffprobe(
            "-v", "error", "-select_streams", "v", "-read_intervals", "\(seconds)%+#1", "-show_entries", "packet=pts_time,flags",
            "-of", "csv=p=0", path)
        let fields = String(decoding: text, as: UTF8.self).split(separator: "\n").first?.split(separator: ",") ?? []
        #expect(fields.count == 2 && fields[1].hasPrefix("K") && (Double(fields[0]) ?? 9) <= seconds)
    }

    @Test func `sound alone keeps its length, to the packet`() throws {
        let source = try VideoFixtures.opus.get()
        let (output, summary) = try write(source)
        let path = try folder.write(output.bytes, as: "a.webm")
        expectSame(try ProbedFile(path), as: source.frames, tracks: source.tracks)
        try expectDecodes(path)
        #expect(abs(summary.duration.seconds - 6) < 0.03)
        #expect(try WebMChecker(output.bytes).clusters.count == 2)
    }

    @Test func `a file killed at any instant plays to its last whole block`() throws {
        let source = try VideoFixtures.vp8.get().joined(with: VideoFixtures.opus.get())
        let (output, _) = try write(source)
        let all = try ProbedFile(folder.write(output.bytes, as: "a.webm")).packets.map { [$0.stream_index, Int($0.pts ?? 0), $0.byteCount] }
        var random = SeededGenerator(seed: 5)
        let ends = output.appends.dropLast()
        var seen = 0
        for cut in Array(ends) + (0..<10).map({ _ in Int.random(in: ends[0]...output.bytes.count, using: &random) }).sorted() {
            let path = try folder.write(output.killed(at: cut), as: "cut.webm")
            let read = try ProbedFile(path, arguments: ["-v", "quiet"]).packets.map { [$0.stream_index, Int($0.pts ?? 0), $0.byteCount] }
            #expect(read.count <= all.count && read == Array(all.prefix(read.count)), "cut at \(cut)")
            seen = max(seen, read.count)
            if ends.contains(cut) { try expectDecodes(path, log: "fatal") }
        }
        #expect(seen >= all.count - 40)
        // The clusters that ended say their size, so that a reader can step over them.
        #expect(output.appends.count >= 12)
    }

    @Test func `long gaps and changes of resolution stay in one valid file`() throws {
        var source = try VideoFixtures.vp8.get()
        source.frames = Array(source.frames.prefix(60))
        source = try source.followed(by: VideoFixtures.smallVP8.get(), after: .seconds(70)).jittered(.milliseconds(9), seed: 2)
        let (output, summary) = try write(source)
        let path = try folder.write(output.bytes, as: "a.webm")
        let probed = try ProbedFile(path)
        expectSame(probed, as: source.frames, tracks: source.tracks)
        #expect(probed.streams[0].width == 320 && summary.adjustedTimestamps == 0)
        #expect(abs(summary.duration.seconds - 74) < 0.1)
        _ = try WebMChecker(output.bytes)
        try expectDecodes(path, log: "error")
    }

    @Test(arguments: [MediaTime(nanoseconds: .max), MediaTime(nanoseconds: .min)])
    func `times that no clock shows make no length that is none`(_ time: MediaTime) throws {
        let track = TrackDescription(id: 1, parameters: .vp9(VP9Parameters(width: 16, height: 16)))
        var writer = try WebMWriter(output: MemoryOutput(), tracks: [track])
        for time in [.zero, .seconds(1), time, time] {
            try writer.write(EncodedFrame(track: 1, presentationTime: time, isKeyframe: true, payload: FramePayload([1, 2, 3])))
        }
        #expect(try writer.finish().duration >= .zero)
    }

    @Test func `a track that comes late, stops early or never comes holds up no other`() throws {
        let video = try VideoFixtures.vp8.get()
        let late = try VideoFixtures.opus.get().shifted { _ in .seconds(3) }
        let source = video.joined(with: late)
        let (output, _) = try write(source)
        expectSame(try ProbedFile(folder.write(output.bytes, as: "a.webm")), as: source.frames, tracks: source.tracks)
        var alone = source
        alone.frames.removeAll { $0.track == 7 }
        let (silent, summary) = try write(alone)
        #expect(silent.appends.count >= 12 && summary.frameCounts == [0: 360, 7: 0])
        expectSame(try ProbedFile(folder.write(silent.bytes, as: "b.webm")), as: alone.frames, tracks: alone.tracks)
    }

    @Test func `other tracks are refused, and a failing output is an error`() throws {
        let (video, sound) = (try VideoFixtures.vp8.get(), try VideoFixtures.opus.get())
        let h264 = try VideoFixtures.h264.get().tracks[0]
        var second = video.tracks[0]
        second.id = 3
        for tracks in [[], [h264], [video.tracks[0], second], [video.tracks[0], sound.tracks[0]]] {
            #expect(throws: ContainerError.self) { _ = try WebMWriter(output: MemoryOutput(), tracks: tracks) }
        }
        let output = MemoryOutput(capacity: 50_000)
        var writer = try WebMWriter(output: output, tracks: video.tracks)
        #expect(throws: ContainerError.self) { for frame in video.frames { try writer.write(frame) } }
        #expect(throws: ContainerError.self) { try writer.write(video.frames[0]) }
        #expect(try ProbedFile(folder.write(output.bytes, as: "a.webm"), arguments: ["-v", "quiet"]).packets.count > 10)
        #expect(try writer.finish().byteCount <= 50_000)
        let empty = MemoryOutput()
        var unused = try WebMWriter(output: empty, tracks: video.tracks)
        #expect(try unused.finish().byteCount == 0 && empty.bytes.isEmpty)
    }
}
