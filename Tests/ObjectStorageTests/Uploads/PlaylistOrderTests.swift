import Foundation
import ObjectStorage
import TestSupport
import Testing

/// Segments and playlists of a stream that is being recorded, on their way to a bucket through faults.
@Suite(.timeLimit(.minutes(2)))
struct PlaylistOrderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private var journals: String { folder.path("journals") }

    @Test func `no playlist in the bucket ever names a segment that is not there`() async throws {
        let bench = try await PlaylistBench(folder)
        try await bench.watch(["talk/show.m3u8", "talk/live.m3u8"])
        try await bench.harm(["reset", "stall", "500", "503", "429", "truncated", "checksum", "lost", "slow"], rate: 0.25)
        let (half, count) = (bench.segments.count / 2, bench.segments.count)
        let first = UploadQueue(try bench.destination(), journals: journals, options: PlaylistBench.options)
        try await record(0..<half, of: bench, on: first)
        // As after a crash: much is under way.
        await first.stop()
        let destination = try bench.destination()
        let recovery = UploadRecovery(journals: journals, options: PlaylistBench.options) { $0 == "bucket" ? destination : nil }
        for upload in await recovery.run() { _ = try upload.result.get() }
        let second = UploadQueue(try bench.destination(), journals: journals, options: PlaylistBench.options)
        try await record(half..<count, of: bench, on: second)
        let names = bench.segments.map { "talk/\($0.name)" }
        let last = try await second.publish(bench.playlist(count, isComplete: true), as: "talk/show.m3u8", after: names)
        _ = try await last.stored
        await second.finish()
        #expect(try await !bench.faults().isEmpty)
        try check(try await bench.versions(), of: bench)
        try await bench.download(bench.segments.map(\.name) + ["show.m3u8"], to: folder.path("copy"))
        let player = try ExternalTool.ffmpeg.run(["-v", "error", "-xerror", "-i", folder.path("copy/show.m3u8"), "-f", "null", "-"])
        #expect(player.status == 0 && player.errors.isEmpty, "\(player.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: journals).isEmpty)
        #expect(bench.segments.allSatisfy { !FileManager.default.fileExists(atPath: folder.path($0.name)) })
    }

    /// What a recorder does for each segment that is complete.
    private func record(_ numbers: Range<Int>, of bench: PlaylistBench, on queue: UploadQueue) async throws {
        for number in numbers {
            let name = bench.segments[number].name
            _ = try await queue.upload(UploadFile(path: folder.path(name), key: "talk/\(name)"))
            let names = bench.segments[...number].map { "talk/\($0.name)" }
            _ = try await queue.publish(bench.playlist(number + 1), as: "talk/show.m3u8", after: names)
            _ = try await queue.publish(
                bench.playlist(number + 1, isLive: true), as: "talk/live.m3u8", after: names.suffix(3).map { "\($0)" })
            // Some come at once, as after an outage.
            if number % 4 == 3 { try await eventually { queue.progress.waitingFiles <= 3 } }
        }
    }

    private func check(_ versions: [PlaylistBench.Version], of bench: PlaylistBench) throws {
        for version in versions { #expect(version.missing.isEmpty, "\(version.key) names \(version.missing)") }
        let shows = versions.filter { $0.key == "talk/show.m3u8" }
        let lives = versions.filter { $0.key == "talk/live.m3u8" }
        #expect(shows.count > 4 && lives.count > 4)
        // None older than the one before.
        for (before, after) in zip(shows, shows.dropFirst()) { #expect(after.segments.starts(with: before.segments)) }
        for (before, after) in zip(lives, lives.dropFirst()) { #expect(try #require(before.segments.last) < #require(after.segments.last)) }
        #expect(shows.last?.segments.count == bench.segments.count && shows.last?.lines.last == "#EXT-X-ENDLIST")
    }

    @Test func `a recovery whose segment is gone leaves the playlists that name it`() async throws {
        let store = MemoryStore { _ in .network }
        let (one, two) = (try folder.write([1], as: "1.ts"), try folder.write([2], as: "2.ts"))
        let queue = UploadQueue(UploadDestination("bucket", store), journals: journals)
        for (path, key) in [(one, "1.ts"), (two, "2.ts")] { _ = try await queue.upload(UploadFile(path: path, key: key)) }
        _ = try await queue.publish([1], as: "list", after: ["1.ts", "2.ts"])
        _ = try await queue.publish([2], as: "other", after: ["2.ts"])
        await queue.stop()
        try FileManager.default.removeItem(atPath: one)
        let back = MemoryStore()
        let results = await UploadRecovery(journals: journals) { UploadDestination($0, back) }.run()
        #expect(back.objects == ["2.ts": [2], "other": [2]] && results.count == 4)
    }
}
