import Cryptography
import Foundation
import ObjectStorage
import Synchronization

/// A part of the storage subject in a process of its own, so that what it costs is its own.
enum StorageChild {
    static let bucket = "bucket"

    /// Does what `arguments` say: `sink hashing`, `sink discarding`, `put ADDRESS PATH`, `parts ADDRESS PATH`, `hour FOLDER`
    /// or `hour FOLDER ADDRESS`. Says a ``StorageReport`` when that is done, and another one after a line from outside.
    static func run(_ arguments: [String]) throws {
        switch (arguments.first, arguments.count) {
        case ("sink", 2): try serve(hashes: arguments[1] == "hashing")
        case ("put", 3): try put(arguments[2], to: arguments[1])
        case ("parts", 3): try upload(arguments[2], to: arguments[1])
        case ("hour", 2): try record(arguments[1], nil)
        case ("hour", 3): try record(arguments[1], arguments[2])
        default: throw BenchmarkFailure("no part of the storage subject: \(arguments)")
        }
    }

    private static func serve(hashes: Bool) throws {
        let sink = try StorageSink(hashes: hashes)
        sink.start()
        try say(StorageReport(address: sink.address))
        _ = readLine()
        try say(StorageReport(bytes: sink.tally.withLock { $0.bytes }))
    }

    private static func put(_ path: String, to address: String) throws {
        let store = try store(address)
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? UInt64 ?? 0
        try end {
            _ = try Waiting.forTask { try await store.put(.file(path: path, offset: 0, count: size), to: "put", ObjectProperties()) }
        }
    }

    private static func upload(_ path: String, to address: String) throws {
        let store = try store(address)
        try end {
            _ = try Waiting.forTask {
                let queue = UploadQueue(UploadDestination("sink", store), journals: "\(path).journals")
                let upload = try await queue.upload(UploadFile(path: path, key: "parts", keepsLocalCopy: true))
                let stored = try await upload.stored
                await queue.finish()
                return stored
            }
        }
    }

    private static func record(_ folder: String, _ address: String?) throws {
        let store = try address.map(store)
        var hour = RecordedHour(folder: folder)
        try end(secondsToComplete: { hour.secondsToComplete }) { try hour.record(uploadingTo: store) }
    }

    private static func store(_ address: String) throws -> S3Store {
        try S3Store(
            S3Options(
                accessKey: "benchmark", secret: Secret("benchmark"), region: "us-east-1", endpoint: address, bucket: bucket))
    }

    private static func end(secondsToComplete: () -> Double = { 0 }, _ work: () throws -> Void) throws {
        var report = StorageReport()
        report.megabytesBefore = try ProcessMemory.residentMegabytes(of: getpid())
        try work()
        report.secondsToComplete = secondsToComplete()
        report.userTime = ProcessorTime.ours()
        report.processorTime = try ProcessorTime.total(of: getpid())
        report.peakMegabytes = try ProcessMemory.peakMegabytes(of: getpid())
        try say(report)
        _ = readLine()
        try say(StorageReport())
    }

    private static func say(_ report: StorageReport) throws {
        try FileHandle.standardOutput.write(contentsOf: JSONEncoder().encode(report) + [UInt8(ascii: "\n")])
    }
}
