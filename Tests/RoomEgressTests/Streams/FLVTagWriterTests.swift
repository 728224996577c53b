import MediaTypes
import TestSupport
import Testing

@testable import RoomEgress

struct FLVTagWriterTests {
    private static let h264 = CodecParameters.h264(
        H264Parameters(
            sequenceParameterSets: [[0x67, 0x42, 0xC0, 0x15]], pictureParameterSets: [[0x68, 0xCE]], width: 320,
            height: 240))
    private static let aac = CodecParameters.aac(
        AACParameters(audioSpecificConfig: [0x11, 0x90], sampleRate: 48_000, channels: 2))
    private static let tracks = [TrackDescription(id: 1, parameters: h264), TrackDescription(id: 2, parameters: aac)]

    private static func frame(
        _ track: TrackID, at time: Int64, decode: Int64? = nil, key: Bool = true, parameters: CodecParameters? = nil
    ) -> EncodedFrame {
        EncodedFrame(
            track: track, presentationTime: .milliseconds(time), decodeTime: decode.map { .milliseconds($0) },
            isKeyframe: key, newParameters: parameters, payload: FramePayload([1, 2, 3]))
    }

    private static func bytes(_ tag: FLVTagWriter.Tag) -> [UInt8] { tag.pieces.flatMap { $0.copied() } }

    @Test func `a stream begins with its description and parameters, at time zero`() throws {
        var writer = FLVTagWriter(tracks: Self.tracks)
        let tags = writer.tags(for: Self.frame(1, at: 5_080, decode: 5_000, parameters: Self.h264)).map(Self.bytes)
        #expect(tags.count == 3)
        #expect(tags[0].first == 18)
        #expect(tags[0].count == Int(tags[0][3]) + 15)
        #expect(String(decoding: tags[0], as: UTF8.self).contains("onMetaData"))
        let avcC: [UInt8] = [1, 0x42, 0xC0, 0x15, 0xFF, 0xE1, 0, 4, 0x67, 0x42, 0xC0, 0x15, 1, 0, 2, 0x68, 0xCE]
        #expect(tags[1] == [9, 0, 0, 22, 0, 0, 0, 0, 0, 0, 0, 0x17, 0, 0, 0, 0] + avcC + [0, 0, 0, 33])
        // 80 ms between decoding and presentation.
        #expect(tags[2] == [9, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0x17, 1, 0, 0, 80, 1, 2, 3, 0, 0, 0, 19])
    }

    @Test func `sound from before the first picture is left out, its parameters are not`() {
        var writer = FLVTagWriter(tracks: Self.tracks)
        _ = writer.tags(for: Self.frame(1, at: 5_000, parameters: Self.h264))
        #expect(writer.tags(for: Self.frame(2, at: 4_990, parameters: Self.aac)).isEmpty)
        let tags = writer.tags(for: Self.frame(2, at: 5_011)).map(Self.bytes)
        #expect(
            tags == [
                [8, 0, 0, 4, 0, 0, 11, 0, 0, 0, 0, 0xAF, 0, 0x11, 0x90, 0, 0, 0, 15],
                [8, 0, 0, 5, 0, 0, 11, 0, 0, 0, 0, 0xAF, 1, 1, 2, 3, 0, 0, 0, 16],
            ])
    }

    /// What ffprobe finds in the stream as a file.
    private static func probe(_ tracks: [TrackDescription], _ frames: [EncodedFrame]) throws -> ProbedFile {
        var writer = FLVTagWriter(tracks: tracks)
        let hasVideo: UInt8 = tracks.contains { $0.kind == .video } ? 1 : 0
        let hasAudio: UInt8 = tracks.contains { $0.kind == .audio } ? 4 : 0
        let header: [UInt8] = [0x46, 0x4C, 0x56, 1, hasVideo | hasAudio, 0, 0, 0, 9, 0, 0, 0, 0]
        let tags = frames.flatMap { writer.tags(for: $0) }
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        return try ProbedFile(folder.write(header + tags.flatMap(bytes), as: "a.flv"))
    }

    @Test(arguments: [["-f", "lavfi", "-i", "sine=duration=1", "-c:a", "aac"],
        ["-f", "lavfi", "-i", "testsrc2=size=64x64:rate=25:duration=1", "-c:v", "libx264", "-bf", "0", "-pix_fmt", "yuv420p"]])
    func `one track makes a stream by itself`(arguments: [String]) throws {
        var source = try EncodedSource(ffmpeg: arguments)
        source.frames[0].newParameters = source.tracks[0].parameters
        let probed = try Self.probe(source.tracks, source.frames)
        #expect(probed.streams.count == 1 && probed.messages.isEmpty, "\(probed.messages)")
        #expect(probed.packets.map(\.byteCount) == source.frames.map(\.payload.count))
        let start = source.frames[0].decodeTime
        #expect(probed.packets.map(\.dts) == source.frames.map { ($0.decodeTime - start).ticks(timescale: 1_000) })
    }

    @Test func `times beyond three bytes use the fourth`() {
        var writer = FLVTagWriter(tracks: Self.tracks)
        _ = writer.tags(for: Self.frame(1, at: 0))
        let tag = Self.bytes(writer.tags(for: Self.frame(1, at: 0x0123_4567, key: false))[0])
        #expect(Array(tag[4..<8]) == [0x23, 0x45, 0x67, 0x01])
        #expect(tag[11] == 0x27)
    }

    @Test func `the payload is handed on, not copied`() {
        var writer = FLVTagWriter(tracks: Self.tracks)
        let frame = Self.frame(1, at: 0)
        let tag = writer.tags(for: frame).last
        #expect(
            tag?.pieces[1].withUnsafeBytes { $0.baseAddress } == frame.payload.withUnsafeBytes { $0.baseAddress })
    }
}
