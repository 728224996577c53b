import MediaContainers
import MediaTypes
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct IVFWriterTests {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    private func write(_ source: EncodedSource, to output: MemoryOutput = MemoryOutput()) throws -> (MemoryOutput, ContainerSummary) {
        var writer = try IVFWriter(output: output, track: source.tracks[0])
        for frame in source.frames { try writer.write(frame) }
        return (output, try writer.finish())
    }

    @Test func `header and frames have the bytes of the format`() throws {
        let output = MemoryOutput()
        let track = TrackDescription(id: 1, parameters: .vp8(VP8Parameters(width: 0x0280, height: 0x0168)))
        var writer = try IVFWriter(output: output, track: track)
        for (ticks, byte) in [(1_000, 0xA0), (4_000, 0xA1), (7_500, 0xA2)] as [(Int64, UInt8)] {
            try writer.write(
                EncodedFrame(
                    track: 1, presentationTime: MediaTime(ticks: ticks, timescale: 90_000), isKeyframe: true,
                    payload: FramePayload([byte, byte])))
        }
        let summary = try writer.finish()
        let header: [UInt8] = Array("DKIF".utf8) + [0, 0, 32, 0] + Array("VP80".utf8) + [0x80, 2, 0x68, 1]
        let base: [UInt8] = [0x90, 0x5F, 1, 0, 1, 0, 0, 0, 0x10, 0x27, 0, 0, 0, 0, 0, 0]
        let frames: [UInt8] =
            [2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xA0, 0xA0] + [2, 0, 0, 0, 0xB8, 0x0B, 0, 0, 0, 0, 0, 0, 0xA1, 0xA1]
            + [2, 0, 0, 0, 0x64, 0x19, 0, 0, 0, 0, 0, 0, 0xA2, 0xA2]
        #expect(output.bytes == header + base + frames)
        #expect(summary.byteCount == UInt64(output.bytes.count) && summary.frameCounts == [1: 3])
        #expect(summary.duration == MediaTime(ticks: 10_000, timescale: 90_000))
    }

    @Test(arguments: ["VP8", "VP9", "AV1"])
    func `a file reads back as it was written, and decodes`(_ codec: String) throws {
        let source = try VideoFixtures.named(codec).shifted { _ in .seconds(77) }
        let (output, summary) = try write(source)
        let path = try folder.write(output.bytes, as: "a.ivf")
        let probed = try ProbedFile(path)
        #expect(probed.streams.map(\.codec_name) == [codec.lowercased()])
        let origin = source.frames[0].presentationTime
        let expected = source.frames.map { ($0.presentationTime - origin).ticks(timescale: 90_000) }
        #expect(probed.packets.map(\.pts) == expected)
        #expect(probed.packets.map(\.isKey) == source.frames.map(\.isKeyframe))
        let file = try IVFFile(output.bytes)
        let delimiter: [UInt8] = codec == "AV1" ? [0x12, 0] : []
        #expect(file.frames.map(\.bytes) == source.frames.map { delimiter + $0.payload.copied() })
        #expect(file.length == source.frames.count * 3_000 && summary.duration == .milliseconds(Int64(source.frames.count) * 1000 / 30))
        try expectDecodes(path)
    }

    @Test func `a delimiter that is there is not doubled`() throws {
        var source = try VideoFixtures.av1.get()
        source.frames = source.frames.map { frame in
            var frame = frame
            frame.payload = FramePayload([0x12, 0] + frame.payload.copied())
            return frame
        }
        #expect(try IVFFile(write(source).0.bytes).frames.map(\.bytes) == source.frames.map { $0.payload.copied() })
    }

    @Test func `the first parameters say the resolution, and a change of it stays in the frames`() throws {
        var source = try VideoFixtures.vp8.get()
        source.frames = Array(source.frames.prefix(60))
        source = try source.followed(by: VideoFixtures.smallVP8.get(), after: .milliseconds(33))
        source.tracks[0].parameters = .vp8(VP8Parameters(width: 1, height: 1))
        source.frames[0].newParameters = .vp8(VP8Parameters(width: 320, height: 180))
        let (output, _) = try write(source)
        let file = try IVFFile(output.bytes)
        #expect(file.width == 320 && file.height == 180 && file.frames.count == 120)
        try expectDecodes(folder.write(output.bytes, as: "a.ivf"), log: "error")
    }

    @Test func `a kill loses a second at most, and what is there decodes`() throws {
        let source = try VideoFixtures.vp8.get()
        let (output, _) = try write(source)
        #expect(output.appends.count >= 12)
        for end in output.appends.dropLast() {
            let bytes = output.killed(at: end)
            let frames = try IVFFile(bytes).frames.count
            #expect(frames == source.frames.prefix(frames).count && frames > 0)
            let path = try folder.write(bytes, as: "cut.ivf")
            #expect(try ProbedFile(path).packets.count == frames)
        }
        let cut = output.killed(at: output.appends[4] + 1000)
        #expect(try IVFFile(cut, isCutOff: true).frames.count >= 120)
        let decoded = try ExternalTool.ffmpeg.run(["-v", "quiet", "-i", folder.write(cut, as: "cut.ivf"), "-f", "null", "-"])
        #expect(decoded.status == 0)
    }

    @Test func `times that do not rise are moved and counted, empty frames left out and counted`() throws {
        var source = try VideoFixtures.vp8.get()
        source.frames[5].presentationTime = .seconds(-3)
        source.frames[6].payload = FramePayload([])
        let (output, summary) = try write(source)
        let times = try IVFFile(output.bytes).frames.map(\.time)
        #expect(summary.adjustedTimestamps == 1 && summary.malformedFrames == 1 && times == times.sorted())
        #expect(Set(times).count == source.frames.count - 1)
    }

    @Test func `other codecs and tracks are refused, and a failing output is an error`() throws {
        let source = try VideoFixtures.vp8.get()
        let h264 = try VideoFixtures.h264.get().tracks[0]
        #expect(throws: ContainerError.self) { _ = try IVFWriter(output: MemoryOutput(), track: h264) }
        var writer = try IVFWriter(output: MemoryOutput(capacity: 20_000), track: source.tracks[0])
        var (stranger, changed) = (source.frames[0], source.frames[0])
        stranger.track = 9
        changed.newParameters = h264.parameters
        for frame in [stranger, changed] { #expect(throws: ContainerError.self) { try writer.write(frame) } }
        #expect(throws: ContainerError.self) { for frame in source.frames { try writer.write(frame) } }
        #expect(throws: ContainerError.self) { try writer.write(source.frames[0]) }
        let empty = MemoryOutput()
        var unused = try IVFWriter(output: empty, track: source.tracks[0])
        #expect(try unused.finish().byteCount == 0 && empty.bytes.isEmpty)
        #expect(throws: ContainerError.self) { try unused.finish() }
    }
}
