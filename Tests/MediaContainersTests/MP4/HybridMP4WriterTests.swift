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
        let growing = try #require(output.bytesBeforeOverwrite)
        let lastFragment = try #require(output.appends.dropLast().last)
        let path = try folder.write(Array(growing[..<lastFragment]), as: "a.mp4")
        expectSame(try ProbedFile(path), as: source.frames, tracks: source.tracks)
        try expectDecodes(path)
    }
}
