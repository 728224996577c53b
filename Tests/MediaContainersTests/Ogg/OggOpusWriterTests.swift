import Foundation
import MediaContainers
import MediaTypes
import TestSupport
import Testing

struct OggOpusWriterTests {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    private static let sine = "sine=frequency=440:sample_rate=48000:duration=6.005"

    /// Encoded once a test run. The odd length makes the last packet end early.
    private static let stereo = Result { try source(sine, ["-ac", "2", "-b:a", "128k"]) }
    /// Four hundred packets a second, more than a page has segments.
    private static let short = Result { try source(sine, ["-frame_duration", "2.5", "-application", "lowdelay"]) }
    /// Packets of several frames, the longest there are.
    private static let long = Result { try source(sine, ["-frame_duration", "120", "-b:a", "256k", "-vbr", "off"]) }
    private static let silent = Result { try source("anullsrc=sample_rate=48000:duration=6.005", []) }

    private static func source(_ input: String, _ options: [String]) throws -> EncodedSource {
        var source = try EncodedSource(ffmpeg: ["-f", "lavfi", "-i", input, "-c:a", "libopus"] + options)
        // Where a file has nothing but sound, ffprobe leaves the priming out of its start.
        guard case .opus(let opus) = source.tracks[0].parameters else { return source }
        source.tracks[0].codecDelay = MediaTime(ticks: Int64(opus.preSkip), timescale: 48_000)
        return source
    }

    private static func named(_ name: String) throws -> EncodedSource {
        switch name {
        case "stereo": try stereo.get()
        case "short packets": try short.get()
        case "long packets": try long.get()
        case "silence": try silent.get()
        default: try stereo.get().shifted { _ in MediaTime(nanoseconds: 3_600_000_012_345) }
        }
    }

    private func write(_ source: EncodedSource, to output: MemoryOutput = MemoryOutput()) throws -> (MemoryOutput, OggOpusSummary) {
        var writer = try OggOpusWriter(output: output, track: source.tracks[0])
        for frame in source.frames { try writer.write(frame) }
        return (output, try writer.finish())
    }

    @Test(arguments: ["stereo", "short packets", "long packets", "silence", "far from zero"])
    func `a file reads back as it was written`(_ name: String) throws {
        let source = try Self.named(name)
        let (output, summary) = try write(source)
        let path = try folder.write(output.bytes, as: "a.opus")
        let probed = try ProbedFile(path)
        expectSame(probed, as: source.frames, tracks: source.tracks)
        #expect(probed.streams.map(\.codec_name) == ["opus"] && probed.streams[0].channels == Self.channels(source))
        try expectDecodes(path)
        let pages = try OggChecker.check(output.bytes)
        #expect(pages.dropFirst(2).flatMap(\.packets) == source.frames.map { $0.payload.copied() })
        #expect(summary.byteCount == UInt64(output.bytes.count) && summary.packetCount == source.frames.count)
        #expect(summary.adjustedTimestamps == 0 && summary.concealedPackets == 0 && summary.malformedFrames == 0)
        #expect(abs(summary.duration.seconds - 6.005) < 0.000_1, "\(summary.duration.seconds)")
    }

    private static func channels(_ source: EncodedSource) -> Int? {
        if case .opus(let opus) = source.tracks[0].parameters { opus.channels } else { nil }
    }

    @Test func `the sound has the length it had before encoding, to a sample`() throws {
        let (output, _) = try write(Self.named("stereo"))
        #expect(try pcm(folder.write(output.bytes, as: "a.opus")).count == 288_240)
    }

    @Test func `a tone starts when it should`() throws {
        let tone = "aevalsrc='if(gte(t,1),sin(2*PI*1000*t),0)':s=48000:d=3"
        let (output, _) = try write(Self.source(tone, []))
        let start = try pcm(folder.write(output.bytes, as: "a.opus")).firstIndex { abs($0) > 8_192 }
        #expect(abs(try #require(start) - 48_000) < 96, "starts at sample \(start ?? -1)")
    }

    /// As ffmpeg decodes it, in mono.
    private func pcm(_ path: String) throws -> [Int16] {
        let data = try ExternalTool.ffmpeg("-v", "error", "-xerror", "-i", path, "-ac", "1", "-f", "s16le", "-")
        return data.withUnsafeBytes { bytes in
            (0..<(bytes.count / 2)).map { bytes.loadUnaligned(fromByteOffset: $0 * 2, as: Int16.self) }
        }
    }

    @Test func `a file cut off anywhere decodes up to its last whole page`() throws {
        let source = try Self.named("stereo")
        let (output, _) = try write(source)
        let ends = output.appends
        var random = SeededGenerator(seed: 3)
        let times = source.frames.map { Optional($0.presentationTime.ticks(timescale: 48_000)) }
        var cuts: [Int] = (0..<6).map { _ in Int.random(in: ends[2]...output.bytes.count, using: &random) }
        cuts += ends[2...]
        for end in ends[2...4] { cuts += [1, 26, 27, 60, 300].map { end + $0 } }
        for cut in cuts {
            let path = try folder.write(output.killed(at: cut), as: "cut.opus")
            let pages = try OggChecker.pages(output.killed(at: cut), isCutOff: true)
            let whole: Int = pages.dropFirst(2).map(\.packets.count).reduce(0, +)
            let read = try ProbedFile(path).packets.map(\.pts)
            #expect(read.count >= whole && Array(read.prefix(whole)) == Array(times.prefix(whole)), "cut at \(cut) of \(ends)")
            #expect(pages.last?.end == ends.last { $0 <= cut })
            try expectDecodes(path)
        }
    }

    @Test func `a kill loses one page at most, and what is written is never touched again`() throws {
        let (output, _) = try write(Self.named("stereo"))
        // Two headers, then a page a second.
        #expect(output.appends.count == 2 + 7)
        #expect(output.killed(at: output.bytes.count) == output.bytes)
    }

    @Test func `missing packets are concealed, and what follows keeps its time`() throws {
        var source = try Self.named("stereo")
        source.frames.removeSubrange(100..<160)
        source.frames.removeSubrange(50..<51)
        let (output, summary) = try write(source)
        // One, and of the sixty the first five: more than half a second is silence.
        #expect(summary.concealedPackets == 6 && summary.silentPackets == 55 && summary.adjustedTimestamps == 0)
        #expect(abs(summary.duration.seconds - 6.005) < 0.000_1)
        try OggChecker.check(output.bytes)
        let path = try folder.write(output.bytes, as: "a.opus")
        try expectDecodes(path)
        let times = try ProbedFile(path).packets.filter { $0.byteCount > 3 }.map(\.pts)
        #expect(times == source.frames.map { $0.presentationTime.ticks(timescale: 48_000) })
    }

    @Test func `times that cannot be kept are counted, and the packets kept`() throws {
        var source = try Self.named("stereo")
        source.frames[50].presentationTime = .seconds(-5)
        source.frames[60].presentationTime = .seconds(1 << 32)
        source.frames[70].presentationTime = MediaTime(nanoseconds: .min)
        let (output, summary) = try write(source)
        #expect(summary.adjustedTimestamps == 3 && summary.concealedPackets == 0)
        #expect(try OggChecker.check(output.bytes).dropFirst(2).flatMap(\.packets).count == source.frames.count)
    }

    @Test func `what is no Opus packet is left out, counted and concealed`() throws {
        var source = try Self.named("stereo")
        source.frames[20].payload = FramePayload([])
        source.frames[30].payload = FramePayload([0xFF, 0x3F])
        let (output, summary) = try write(source)
        #expect(summary.malformedFrames == 2 && summary.concealedPackets == 2)
        try expectDecodes(folder.write(output.bytes, as: "a.opus"))
    }

    @Test(arguments: [1, 254, 255, 256, 510, 61_000, 255 * 255 - 1])
    func `packets of any size keep their borders`(_ size: Int) throws {
        let track = TrackDescription(id: 4, parameters: .opus(OpusParameters(channels: 1, preSkip: 312)))
        let output = MemoryOutput()
        var writer = try OggOpusWriter(output: output, track: track)
        let payload = [0x08] + Array(repeating: UInt8(7), count: size - 1)
        for number in 0..<12 {
            let time = MediaTime.milliseconds(20 * Int64(number))
            try writer.write(EncodedFrame(track: 4, presentationTime: time, isKeyframe: true, payload: FramePayload(payload)))
        }
        _ = try writer.finish()
        #expect(try OggChecker.check(output.bytes).dropFirst(2).flatMap(\.packets) == Array(repeating: payload, count: 12))
    }

    @Test(arguments: [0, 1, 60, 100, 5_000])
    func `an output that refuses is an error, and what is there stays playable`(_ capacity: Int) throws {
        let source = try Self.named("stereo")
        let output = MemoryOutput(capacity: capacity)
        var writer = try OggOpusWriter(output: output, track: source.tracks[0])
        let end = output.bytes.count
        #expect(throws: OggOpusError.self) { for frame in source.frames { try writer.write(frame) } }
        #expect(throws: OggOpusError.self) { try writer.write(source.frames[0]) }
        #expect(output.bytes.count >= end && output.bytes.count <= capacity)
        let pages = try OggChecker.pages(output.bytes)
        if pages.isEmpty {
            #expect(throws: OggOpusError.self) { try writer.finish() }
        } else {
            #expect(try writer.finish().byteCount == UInt64(output.bytes.count))
        }
    }

    @Test func `without a frame nothing is written`() throws {
        let output = MemoryOutput()
        var writer = try OggOpusWriter(output: output, track: try Self.named("stereo").tracks[0])
        let summary = try writer.finish()
        #expect(summary.byteCount == 0 && summary.duration == .zero && output.bytes.isEmpty)
    }

    @Test func `other codecs, tracks, parameters and sizes are refused`() throws {
        let aac = TrackDescription(
            id: 1, parameters: .aac(AACParameters(audioSpecificConfig: [], sampleRate: 48_000, channels: 2)))
        #expect(throws: OggOpusError.self) { _ = try OggOpusWriter(output: MemoryOutput(), track: aac) }
        let source = try Self.named("stereo")
        var writer = try OggOpusWriter(output: MemoryOutput(), track: source.tracks[0])
        var (stranger, changed, large) = (source.frames[0], source.frames[0], source.frames[0])
        stranger.track = 9
        changed.newParameters = .opus(OpusParameters(channels: 1, preSkip: 1))
        large.payload = FramePayload(Array(repeating: 8, count: 255 * 255))
        for frame in [stranger, changed, large] {
            #expect(throws: OggOpusError.self) { try writer.write(frame) }
        }
    }
}
