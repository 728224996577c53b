import Foundation
import ServiceKit
import TestSupport
import Testing

struct JobInfoStoreKillTests {
    /// The writer keeps writing until it is killed at an instant of its own choosing, so to speak, several times over
    /// the same file.
    @Test func `a kill in the middle of writing loses nothing that was stored`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("jobs.db")
        var last: Int64 = 0
        for lines in [1, 37, 64, 5, 91] {
            last = try await killedWriter(path, from: last + 1, lines: lines)
            let store = try JobInfoStore(path: path)
            let records = try await store.list().records
            #expect(records.map(\.id) == records.indices.map { "EG_\($0)" })
            for (index, record) in records.enumerated() {
                // Every id was used twice: only the newest one may be in its first version.
                let isNewest = index == records.count - 1
                #expect(record.updatedAt == Int64(2 * index + 1) || isNewest && record.updatedAt == Int64(2 * index))
                let expected = [UInt8](
                    repeating: UInt8(truncatingIfNeeded: record.updatedAt), count: Int(record.updatedAt % 50) * 97)
                #expect(record.payload == expected)
            }
            // One more may have been stored than was told.
            let stored = try #require(records.last).updatedAt
            #expect(stored == last || stored == last + 1)
            last = stored
        }
    }

    /// Returns the last number the writer told to have stored.
    private func killedWriter(_ path: String, from first: Int64, lines: Int) async throws -> Int64 {
        try await withCheckedThrowingContinuation { continuation in
            // The writer's output is waited for, and the shared pool is not for that.
            Thread.detachNewThread {
                continuation.resume(with: Result { try run(path, from: first, lines: lines) })
            }
        }
    }

    private func run(_ path: String, from first: Int64, lines: Int) throws -> Int64 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: "job-store-writer")
        process.arguments = [path, "\(first)"]
        let output = Pipe()
        process.standardOutput = output
        try process.start()
        var text = Data()
        while text.count(where: { $0 == UInt8(ascii: "\n") }) < lines {
            let part = output.fileHandleForReading.availableData
            if part.isEmpty { break }
            text += part
        }
        kill(process.processIdentifier, SIGKILL)
        text += output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGKILL)
        let numbers = String(decoding: text, as: UTF8.self).split(separator: "\n").compactMap { Int64($0) }
        return try #require(numbers.last)
    }
}
