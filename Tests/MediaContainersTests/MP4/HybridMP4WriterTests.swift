import Foundation
import MediaContainers
import MediaTypes
import TestSupport
import Testing

struct HybridMP4WriterTests {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: Fixtures.names)
    func `a finished file reads back as it was written`(_ name: String) throws {
        let source = try Fixtures.named(name)
        let (output, summary) = try source.written()
        let path = try folder.write(output.bytes, as: "a.mp4")
        expectSame(try ProbedFile(path), as: source.frames, tracks: source.tracks)
        try expectDecodes(path)
        let report = try MP4Checker.check(output.bytes)
        #expect(report.topLevel == ["ftyp", "mdat", "moov"])
        #expect(summary.byteCount == UInt64(output.bytes.count))
        #expect(summary.sampleCounts.values.reduce(0, +) == source.frames.count)
        #expect(summary.adjustedTimestamps == 0)
    }

    @Test(arguments: Fixtures.names)
    func `a growing file reads back as it was written`(_ name: String) throws {
        let source = try Fixtures.named(name)
        let (output, _) = try source.written()
        let path = try folder.write(output.growing, as: "a.mp4")
        expectSame(try ProbedFile(path), as: source.frames, tracks: source.tracks)
        try expectDecodes(path)
    }

    @Test(arguments: ["reordered", "sparse key frames", "late sound"])
    func `a file cut off anywhere opens and has all but its last fragment`(_ name: String) throws {
        let source = try Fixtures.named(name)
        let (output, _) = try source.written()
        let header = try #require(output.appends.first)
        let ends = output.appends.dropLast()
        var random = SeededGenerator(seed: 2)
        let cuts = (0..<8).map { _ in Int.random(in: header...output.growing.count, using: &random) }
        var wholes: [Int: [[Int64?]]] = [:]
        // Around some of the ends: each cut is read by another program.
        let near = ends.dropLast().filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
        for cut in cuts + ends + near.flatMap({ [$0 + 1, $0 + 7, $0 + 8, $0 + 9, $0 + 300] }) {
            for activated in ends.contains(cut) ? [true, false] : [true] {
                let path = try folder.write(output.killed(at: cut, activated: activated), as: "cut.mp4")
                let probed = try #require(try? ProbedFile(path), "cut at \(cut) of \(output.appends)")
                let end = try #require(ends.last { activated ? $0 <= cut : $0 < cut || $0 == header })
                let whole = try wholes[end] ?? Self.times(ProbedFile(folder.write(output.killed(at: end), as: "whole.mp4")))
                wholes[end] = whole
                #expect(probed.streams.count == source.tracks.count, "cut at \(cut)")
                #expect(Self.times(probed) == whole, "cut at \(cut)")
            }
        }
    }

    private static func times(_ file: ProbedFile) -> [[Int64?]] { file.packets.map { [$0.pts, $0.dts] } }

    @Test func `every state while the index is being appended reads the same`() throws {
        let source = try Fixtures.named("reordered")
        let (output, _) = try source.written()
        let fragmentsEnd = output.growing.count
        for part in [0, 1, 7, 8, 9, 100, 500, output.bytes.count - fragmentsEnd] {
            let path = try folder.write(output.killed(at: fragmentsEnd + part), as: "a.mp4")
            let probed = try ProbedFile(path, arguments: ["-v", "fatal"])
            expectSame(probed, as: source.frames, tracks: source.tracks)
        }
    }

    @Test func `fragments start with key frames and last two seconds at most`() throws {
        let source = try Fixtures.named("reordered")
        let (output, _) = try source.written()
        // The header, a fragment for each of the six seconds, the index.
        #expect(output.appends.count == 8)
        let sparse = try Fixtures.named("sparse key frames").written()
        // Four fragments, because the sound's priming lies before zero.
        #expect(sparse.0.appends.count == 6)
    }

    @Test(arguments: ["aac", "libopus"], [false, true])
    func `a tone starts when it should, whatever the priming`(_ codec: String, _ isFinished: Bool) throws {
        let tone = "aevalsrc='if(gte(t,1),sin(2*PI*1000*t),0)':s=48000:d=3"
        let source = try EncodedSource(
            ffmpeg: ["-f", "lavfi", "-i", "testsrc2=size=320x180:rate=30:duration=3", "-f", "lavfi", "-i", tone]
                + ["-c:v", "libx264", "-preset", "fast", "-pix_fmt", "yuv420p", "-c:a", codec]
        ).shifted { $0 == 1 ? .milliseconds(500) : .zero }
        let (output, _) = try source.written()
        let path = try folder.write(isFinished ? output.bytes : output.growing, as: "a.mp4")
        let pcm = try ExternalTool.ffmpeg(
            "-v", "error", "-i", path, "-map", "0:a", "-af", "aresample=async=1:first_pts=0", "-ar", "48000", "-ac",
            "1",
            "-f", "s16le", "-")
        let start = (0..<(pcm.count / 2)).first { abs(Int(Int8(bitPattern: pcm[$0 * 2 + 1]))) > 32 }
        // The tone's own 12 samples up to the threshold, and what the codec smears before an onset.
        #expect(abs(try #require(start) - 72_000) < 96, "\(codec) starts at sample \(start ?? -1)")
    }

    @Test func `pictures may change their size in the middle`() throws {
        let small = try Fixtures.named("sparse key frames")
        let large = try EncodedSource(
            ffmpeg: ["-f", "lavfi", "-i", "testsrc2=size=640x360:rate=30:duration=2", "-c:v", "libx264"]
                + ["-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "30"]
        ).shifted { _ in .seconds(6) }
        var source = small
        var frames = large.frames
        frames[0].newParameters = large.tracks[0].parameters
        source.frames += frames
        let (output, _) = try source.written()
        let path = try folder.write(output.bytes, as: "a.mp4")
        #expect(try MP4Checker.check(output.bytes).tracks.map(\.sampleEntry).contains("avc3"))
        try expectDecodes(path)
        try expectDecodes(folder.write(output.growing, as: "b.mp4"), log: "error")
        let sizes = try ExternalTool.ffprobe(
            "-v", "error", "-select_streams", "v", "-show_entries", "frame=width", "-of", "csv=p=0", path)
        let widths = String(decoding: sizes, as: UTF8.self).split(whereSeparator: { !$0.isNumber })
        #expect(widths.filter { $0 == "320" }.count == 180 && widths.filter { $0 == "640" }.count == 60)
    }

    @Test func `parameter sets may be in band from the start`() throws {
        var options = HybridMP4Options()
        options.parameterSetsInBand = true
        let (output, _) = try Fixtures.named("reordered").written(options)
        #expect(try MP4Checker.check(output.bytes).tracks.first?.sampleEntry == "avc3")
    }

    @Test func `times that do not rise are moved forward and counted`() throws {
        var source = try Fixtures.named("sparse key frames")
        for index in [50, 51, 52] { source.frames[index].decodeTime = .seconds(-5) }
        for index in [50, 51, 52] { source.frames[index].presentationTime = .seconds(-5) }
        let (output, summary) = try source.written()
        #expect(summary.adjustedTimestamps >= 3)
        try MP4Checker.check(output.bytes)
        let probed = try ProbedFile(folder.write(output.bytes, as: "a.mp4"))
        #expect(probed.packets.count == source.frames.count)
    }

    @Test func `an output that refuses leaves a playable file, which can still be finished`() throws {
        let source = try Fixtures.named("reordered")
        let output = MemoryOutput()
        var writer = HybridMP4Writer(output: output, tracks: source.tracks)
        var frames = source.frames[...]
        while output.appends.count < 4, let frame = frames.popFirst() { try writer.write(frame) }
        output.allow(output.bytes.count)
        #expect(throws: HybridMP4Error.self) { for frame in frames { try writer.write(frame) } }
        #expect(try ProbedFile(folder.write(output.bytes, as: "a.mp4")).packets.count > 200)
        output.allow(.max)
        let summary = try writer.finish()
        try MP4Checker.check(output.bytes)
        #expect(summary.duration >= .seconds(2))
        try expectDecodes(folder.write(output.bytes, as: "b.mp4"))
    }

    @Test(arguments: [0, 1, 1_500])
    func `an output that refuses from the beginning on is an error, and nothing worse`(_ capacity: Int) throws {
        let source = try Fixtures.named("reordered")
        let output = MemoryOutput(capacity: capacity)
        var writer = HybridMP4Writer(output: output, tracks: source.tracks)
        #expect(throws: HybridMP4Error.self) { for frame in source.frames { try writer.write(frame) } }
        #expect(throws: HybridMP4Error.self) { try writer.finish() }
    }

    @Test func `without a frame nothing is written`() throws {
        let output = MemoryOutput()
        var writer = HybridMP4Writer(output: output, tracks: try Fixtures.named("reordered").tracks)
        let summary = try writer.finish()
        #expect(summary.byteCount == 0 && summary.duration == .zero && output.bytes.isEmpty)
    }

    @Test func `frames of unknown tracks and changed sound are refused`() throws {
        let source = try Fixtures.named("sound only")
        var writer = HybridMP4Writer(output: MemoryOutput(), tracks: source.tracks)
        var stranger = source.frames[0]
        stranger.track = 9
        #expect(throws: HybridMP4Error.self) { try writer.write(stranger) }
        var changed = source.frames[0]
        changed.newParameters = .opus(OpusParameters(channels: 2, preSkip: 312))
        #expect(throws: HybridMP4Error.self) { try writer.write(changed) }
    }

    @Test func `any pattern of frames gives a file whose tables agree`() throws {
        for seed in UInt64(0)..<60 {
            var pattern = FramePattern(seed: seed)
            let output = MemoryOutput()
            var writer = HybridMP4Writer(output: output, tracks: pattern.tracks, options: pattern.options)
            for _ in 0..<pattern.count { try writer.write(pattern.next()) }
            let summary = try writer.finish()
            let report = try MP4Checker.check(output.bytes)
            #expect(report.tracks.reduce(0) { $0 + $1.sampleCount } == pattern.count, "seed \(seed)")
            #expect(report.tracks.reduce(0) { $0 + $1.byteCount } == pattern.byteCount, "seed \(seed)")
            #expect(summary.sampleCounts.values.reduce(0, +) == pattern.count, "seed \(seed)")
        }
    }
}
