import Cryptography
import Foundation
import TestSupport
import Testing

@testable import ObjectStorage

/// Runs only where `make soak` has set SLUICE_SOAK; SLUICE_SOAK_MEBIBYTES makes the file smaller.
@Suite(
    .timeLimit(.minutes(30)),
    .enabled("two gibibytes are for `make soak`") { ProcessInfo.processInfo.environment["SLUICE_SOAK"] == "1" })
struct LargeUploadSoakTests {
    /// In bytes; every block is another, so that no part can stand for another.
    private static let block = 8 << 20

    @Test func `two gibibytes arrive as they were, in the memory that eight mebibytes take`() async throws {
        let site = try await OpenStackSite()
        let count = ProcessInfo.processInfo.environment["SLUICE_SOAK_MEBIBYTES"].flatMap { Int($0) } ?? 2_048
        let small = try await upload(blocks: 1, to: site)
        let large = try await upload(blocks: max(count * (1 << 20) / Self.block, 2), to: site)
        print(
            """
            \(large.size >> 20) MiB in \(String(format: "%.1f s, %.1f MB/s", large.seconds, Double(large.size) / large.seconds / 1e6)); \
            peak memory \(large.peak) KiB, \(small.peak) KiB for \(small.size >> 20) MiB
            """)
        #expect(small.peak > 0 && large.peak - small.peak < 32 << 10)
        #expect(try await site.peer.ask(["do": "unfinished"]).result == [])
    }

    private struct Outcome {
        var size: Int
        var seconds: Double
        /// In KiB.
        var peak: Int
    }

    private func upload(blocks: Int, to site: OpenStackSite) async throws -> Outcome {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(at: folder.url.appending(path: "in"), withIntermediateDirectories: true)
        try StoreChecks.bytes(100_000).withUnsafeBytes { try Data($0).write(to: folder.url.appending(path: "source")) }
        let name = "\(blocks).mp4"
        let digest = try await BlockingThread.run { () throws(CloudServerFailure) in
            do { return try Self.write(blocks, to: folder.path("in/\(name)")) } catch {
                throw CloudServerFailure(description: "writing \(blocks) blocks: \(error)")
            }
        }
        let began = ContinuousClock.now
        let options = site.options()
        let worker = try UploadWorkerProcess(
            [folder.url.path, site.url, options.accessKey, options.secret.reveal(), folder.path("backup")])
        let said = await worker.end()
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        #expect(said.contains("stored files/\(name) in primary\n"), "\(said)")
        let object = try await site.object("files/\(name)")
        #expect(object.size == blocks * Self.block && object.md5 == digest)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("in")).isEmpty)
        let peak = said.split(separator: "\n").last { $0.hasPrefix("peak ") }
        return Outcome(
            size: object.size, seconds: seconds, peak: try #require(peak.flatMap { Int($0.filter(\.isNumber)) }))
    }

    /// Writes the file and returns its MD5.
    private static func write(_ blocks: Int, to path: String) throws -> String {
        var digest = try MessageDigest(.md5)
        var bytes = StoreChecks.bytes(block)
        try Data().write(to: URL(fileURLWithPath: path))
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        for number in 0..<blocks {
            withUnsafeBytes(of: UInt64(number).bigEndian) { bytes.replaceSubrange(0..<8, with: $0) }
            try digest.update(bytes.span)
            try file.write(contentsOf: Data(bytes))
        }
        try file.close()
        return Hexadecimal.encode(try digest.finish())
    }
}
