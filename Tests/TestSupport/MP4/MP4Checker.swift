import Foundation

/// Checks the structure of a finished MP4 by ISO/IEC 14496-12, on its own: boxes nest and leave no byte unaccounted,
/// the sample tables agree with each other, samples lie inside media data, edit lists are sane.
public struct MP4Checker {
    public struct Violation: Error, CustomStringConvertible {
        public let description: String
    }

    public struct TrackReport: Sendable {
        public var id: UInt32 = 0
        public var handler = ""
        public var timescale: UInt32 = 0
        public var sampleEntry = ""
        public var sampleCount = 0
        public var syncSampleCount = 0
        /// The sum of the sizes, and of the durations in track ticks.
        public var byteCount = 0
        public var duration = 0
        public var edits: [(duration: Int64, mediaTime: Int64)] = []
    }

    public struct Report: Sendable {
        public var topLevel: [String] = []
        public var movieTimescale: UInt32 = 0
        public var movieDuration: Int64 = 0
        public var tracks: [TrackReport] = []
    }

    @discardableResult
    public static func check(path: String) throws -> Report {
        try check([UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
    }

    @discardableResult
    public static func check(_ bytes: [UInt8]) throws -> Report {
        let top = try MP4Box.parse(bytes, in: 0..<bytes.count)
        guard top.first?.type == "ftyp" else { throw Violation(description: "does not start with ftyp") }
        let movies = top.filter { $0.type == "moov" }
        guard movies.count == 1 else { throw Violation(description: "\(movies.count) moov boxes") }
        guard !top.contains(where: { $0.type == "moof" }) else { throw Violation(description: "still fragmented") }
        var report = Report()
        report.topLevel = top.map(\.type)
        var reader = try movies[0].child("mvhd").fields()
        _ = try reader.version(expecting: 1)
        try reader.skip(16)
        report.movieTimescale = try reader.u32()
        report.movieDuration = try reader.i64()
        let media = top.filter { $0.type == "mdat" }.map(\.body)
        report.tracks = try movies[0].children().filter { $0.type == "trak" }.map { track in
            try TrackChecker(track, media: media, movieTimescale: report.movieTimescale).report()
        }
        try checkOverlap(movies[0], bytes)
        let longest = report.tracks.map { $0.edits.reduce(0) { $0 + $1.duration } }.max() ?? 0
        guard longest == report.movieDuration else {
            throw Violation(description: "mvhd lasts \(report.movieDuration), the longest track \(longest)")
        }
        return report
    }

    /// No two chunks of any tracks share a byte.
    private static func checkOverlap(_ movie: MP4Box, _ bytes: [UInt8]) throws {
        let chunks = try movie.children().filter { $0.type == "trak" }
            .flatMap { try SampleTables($0.path("mdia", "minf", "stbl")).chunkRanges() }
            .sorted { $0.lowerBound < $1.lowerBound }
        for (left, right) in zip(chunks, chunks.dropFirst()) where left.upperBound > right.lowerBound {
            throw Violation(description: "chunks \(left) and \(right) overlap")
        }
    }
}

private struct TrackChecker {
    let track: MP4Box
    let media: [Range<Int>]
    let movieTimescale: UInt32

    init(_ track: MP4Box, media: [Range<Int>], movieTimescale: UInt32) {
        self.track = track
        self.media = media
        self.movieTimescale = movieTimescale
    }

    func report() throws -> MP4Checker.TrackReport {
        var report = MP4Checker.TrackReport()
        let tables = try SampleTables(track.path("mdia", "minf", "stbl"))
        var header = try track.path("mdia", "mdhd").fields()
        _ = try header.version(expecting: 1)
        try header.skip(16)
        report.timescale = try header.u32()
        report.duration = Int(try header.i64())
        var handler = try track.path("mdia", "hdlr").fields()
        try handler.skip(8)
        report.handler = try handler.text(4)
        report.sampleEntry = tables.sampleEntry
        report.sampleCount = tables.sizes.count
        report.byteCount = tables.sizes.reduce(0, +)
        report.syncSampleCount = tables.syncSamples?.count ?? tables.sizes.count
        try check(tables, duration: report.duration)
        if tables.sizes.count > 0 { report.edits = try edits(tables, report) }
        var id = try track.child("tkhd").fields()
        try id.skip(20)
        report.id = try id.u32()
        return report
    }

    private func check(_ tables: SampleTables, duration: Int) throws {
        let count = tables.sizes.count
        try expect(tables.durations.count == count, "stts has \(tables.durations.count) samples, stsz \(count)")
        try expect(
            tables.durations.reduce(0, +) == duration, "stts lasts \(tables.durations.reduce(0, +)), mdhd \(duration)")
        try expect(tables.durations.dropLast().allSatisfy { $0 > 0 }, "a sample before the last lasts nothing")
        if let offsets = tables.compositionOffsets {
            try expect(offsets.count == count, "ctts has \(offsets.count) samples, stsz \(count)")
        }
        if let sync = tables.syncSamples {
            try expect(sync.allSatisfy { (1...count).contains($0) }, "stss names samples that are not there")
            try expect(zip(sync, sync.dropFirst()).allSatisfy { $0 < $1 }, "stss does not rise")
        }
        let chunked = tables.chunkSampleCounts.reduce(0, +)
        try expect(chunked == count, "stsc has \(chunked) samples, stsz \(count)")
        for chunk in try tables.chunkRanges() {
            let inside = media.contains { $0.lowerBound <= chunk.lowerBound && chunk.upperBound <= $0.upperBound }
            try expect(inside, "chunk \(chunk) is not inside an mdat")
        }
        for count in tables.groupCounts { try expect(count == tables.sizes.count, "sbgp groups \(count) samples") }
    }

    private func edits(_ tables: SampleTables, _ report: MP4Checker.TrackReport) throws -> [(Int64, Int64)] {
        var list = try track.path("edts", "elst").fields()
        _ = try list.version(expecting: 1)
        var edits: [(duration: Int64, mediaTime: Int64)] = []
        for _ in 0..<(try list.u32()) {
            edits.append((try list.i64(), try list.i64()))
            try expect(try list.u32() == 0x10000, "an edit does not play at normal speed")
        }
        try list.end()
        try expect(edits.dropLast().allSatisfy { $0.mediaTime == -1 }, "only the last edit may have media")
        guard let last = edits.last else { throw MP4Checker.Violation(description: "an empty edit list") }
        try expect(last.mediaTime >= 0 && last.duration >= 0, "the last edit is \(last)")
        // The edit ends where the media does, within a tick of either clock.
        let end = Double(last.mediaTime) / Double(report.timescale) + Double(last.duration) / Double(movieTimescale)
        let tolerance = 1 / Double(report.timescale) + 1 / Double(movieTimescale)
        try expect(
            abs(end - Double(tables.presentationEnd) / Double(report.timescale)) <= tolerance,
            "the edit ends at \(end) s")
        return edits.map { ($0.duration, $0.mediaTime) }
    }

    private func expect(_ condition: Bool, _ description: @autoclosure () -> String) throws {
        if !condition { throw MP4Checker.Violation(description: description()) }
    }
}
