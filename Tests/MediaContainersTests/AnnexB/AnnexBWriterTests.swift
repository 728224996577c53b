import MediaContainers
import MediaTypes
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct AnnexBWriterTests {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    private static let parameters = H264Parameters(
        sequenceParameterSets: [[0x67, 1]], pictureParameterSets: [[0x68, 2]], width: 16, height: 16)
    private static let start: [UInt8] = [0, 0, 0, 1]

    private func bytes(_ frames: [EncodedFrame]) throws -> ([UInt8], ContainerSummary) {
        let output = MemoryOutput()
        var writer = try AnnexBWriter(output: output, track: TrackDescription(id: 1, parameters: .h264(Self.parameters)))
        for frame in frames { try writer.write(frame) }
        let summary = try writer.finish()
        return (output.bytes, summary)
    }

    private func frame(_ units: [[UInt8]], isKeyframe: Bool, new: H264Parameters? = nil) -> EncodedFrame {
        EncodedFrame(
            track: 1, presentationTime: .zero, isKeyframe: isKeyframe, newParameters: new.map { .h264($0) },
            payload: FramePayload(units.flatMap { [0, 0, 0, UInt8($0.count)] + $0 }))
    }

    @Test func `lengths become start codes, and parameter sets precede each key frame`() throws {
        let (key, delta): ([UInt8], [UInt8]) = ([0x65, 9], [0x41, 8])
        let (bytes, summary) = try bytes([
            frame([key], isKeyframe: true), frame([delta, delta], isKeyframe: false), frame([key], isKeyframe: true),
        ])
        let sets = Self.start + [0x67, 1] + Self.start + [0x68, 2]
        #expect(bytes == sets + Self.start + key + Self.start + delta + Self.start + delta + sets + Self.start + key)
        #expect(summary.frameCounts == [1: 3] && summary.byteCount == UInt64(bytes.count))
    }

    @Test func `sets that are there are not doubled, and follow a delimiter`() throws {
        let complete: [[UInt8]] = [[0x67, 1], [0x68, 2], [0x65, 9]]
        #expect(try bytes([frame(complete, isKeyframe: true)]).0 == complete.flatMap { Self.start + $0 })
        let delimited: [[UInt8]] = [[0x09, 0xF0], [0x65, 9]]
        let expected: [[UInt8]] = [[0x09, 0xF0], [0x67, 1], [0x68, 2], [0x65, 9]]
        #expect(try bytes([frame(delimited, isKeyframe: true)]).0 == expected.flatMap { Self.start + $0 })
    }

    @Test func `new parameter sets are used from their frame on`() throws {
        var new = Self.parameters
        new.sequenceParameterSets = [[0x67, 7], [0x67, 6]]
        let key: [[UInt8]] = [[0x65, 9]]
        let (bytes, _) = try bytes([frame(key, isKeyframe: true), frame(key, isKeyframe: true, new: new), frame(key, isKeyframe: true)])
        let first: [[UInt8]] = [[0x67, 1], [0x68, 2], [0x65, 9]]
        let later: [[UInt8]] = [[0x67, 7], [0x67, 6], [0x68, 2], [0x65, 9]]
        #expect(bytes == (first + later + later).flatMap { Self.start + $0 })
    }

    @Test func `what is no access unit is left out and counted`() throws {
        var broken = frame([[0x65, 9]], isKeyframe: true)
        for payload: [UInt8] in [[], [0, 0, 0], [0, 0, 0, 9, 1], [0, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF, 1]] {
            broken.payload = FramePayload(payload)
            let (bytes, summary) = try bytes([broken])
            #expect(bytes.isEmpty && summary.malformedFrames == 1)
        }
    }

    @Test func `every picture of a stream whose size changes decodes`() throws {
        let source = try VideoFixtures.h264.get().followed(by: VideoFixtures.smallH264.get(), after: .milliseconds(33))
        let output = MemoryOutput()
        var writer = try AnnexBWriter(output: output, track: source.tracks[0])
        for frame in source.frames { try writer.write(frame) }
        #expect(try writer.finish().frameCounts == [0: 240])
        let path = try folder.write(output.bytes, as: "a.h264")
        try expectDecodes(path, log: "error")
        #expect(try sizes(path) == Array(repeating: "320x180", count: 180) + Array(repeating: "160x90", count: 60))
        // Killed in the middle of a write.
        let cut = try folder.write(output.killed(at: output.appends[2] - 10), as: "cut.h264")
        #expect(try sizes(cut).count >= 80)
    }

    private func sizes(_ path: String) throws -> [String] {
        let text = try ExternalTool.ffprobe("-v", "quiet", "-show_entries", "frame=width,height", "-of", "csv=p=0:s=x", path)
        return String(decoding: text, as: UTF8.self).split(separator: "\n").map { $0.split(separator: "x").prefix(2).joined(separator: "x") }
    }

    @Test func `other codecs and tracks are refused`() throws {
        let vp8 = TrackDescription(id: 1, parameters: .vp8(VP8Parameters(width: 16, height: 16)))
        #expect(throws: ContainerError.self) { _ = try AnnexBWriter(output: MemoryOutput(), track: vp8) }
        var stranger = frame([[0x65, 9]], isKeyframe: true)
        stranger.track = 2
        #expect(throws: ContainerError.self) { try bytes([stranger]) }
    }
}
