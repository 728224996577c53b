import Cryptography
import Foundation
import ObjectStorage

/// Uploads a folder's files, a playlist and a recording that grows, and survives being killed: started again with the same
/// arguments, it goes on.
///
/// Arguments: the work folder, the endpoint, the access key, its secret, and the backup folder; where the key is to take on a role,
/// that and its external id. In the work folder `in` has the
/// files, and `source` what the recording will be. It prints a line for each upload that ended, and in the end the most memory
/// that it had; it ends with 0 when nothing is left to do.
@main struct UploadWorker {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst().map(\.self)
        guard [5, 7].contains(arguments.count) else { exit(64) }
        let worker = try UploadWorker(arguments)
        do { try await worker.run() } catch {
            say("failed: \(error)")
            exit(1)
        }
        say("peak \(try peakMemory()) KiB")
    }

    /// From the system, because `getrusage` begins with what the parent had.
    private static func peakMemory() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }

    private let work: URL
    private let primary: UploadDestination
    private let backup: UploadDestination
    private var journals: String { work.appending(path: "journals").path }
    private var recording: URL { work.appending(path: "recording") }
    private var source: URL { work.appending(path: "source") }
    private var mark: URL { work.appending(path: "recording-began") }

    /// The recording's first bytes are zeros until it ends.
    private static let head = 48

    private static let options: UploadOptions = {
        var options = UploadOptions(largestWhole: 1 << 20)
        options.firstPause = .milliseconds(20)
        options.longestPause = .milliseconds(200)
        options.giveUpAfter = .seconds(8)
        return options
    }()

    private init(_ arguments: [String]) throws {
        work = URL(fileURLWithPath: arguments[0])
        var options = S3Options(
            accessKey: arguments[2], secret: Secret(arguments[3]), region: "us-east-1", endpoint: arguments[1],
            bucket: "bucket")
        if arguments.count == 7 {
            options.assumedRole = .init(
                arn: arguments[5], externalID: arguments[6], accessKey: options.accessKey, secret: options.secret)
            options.tokenServiceEndpoint = options.endpoint
        }
        options.retry = RetryPolicy(
            maximumRetries: 2, minimumDelay: .milliseconds(5), maximumDelay: .milliseconds(50))
        primary = UploadDestination("primary", try StorageOptions.s3(options).makeStore())
        backup = UploadDestination("backup", try StorageOptions.local(path: arguments[4]).makeStore())
    }

    private func run() async throws {
        let (primary, backup, recording, source) = (primary, backup, recording, source)
        let recovery = UploadRecovery(
            journals: journals, options: Self.options,
            finish: { path in if path == recording.path { try Self.finish(recording, from: source) } },
            destination: { name in [primary, backup].first { $0.name == name } })
        for upload in await recovery.run() { report(upload.key, upload.result) }
        try await upload()
    }

    private func upload() async throws {
        let queue = UploadQueue(primary, backup: backup, journals: journals, options: Self.options)
        let retries = Task {
            for await progress in queue.progressUpdates() where progress.retries > 0 { return Self.say("retrying") }
        }
        var uploads: [Upload] = []
        let growing = try await record(on: queue)
        if let growing { uploads.append(growing.upload) }
        if let left = try await leftRecording(on: queue, began: growing != nil) { uploads.append(left) }
        let input = work.appending(path: "in")
        let names = try FileManager.default.contentsOfDirectory(atPath: input.path).sorted()
        for (index, name) in names.enumerated() {
            uploads.append(try await queue.upload(UploadFile(path: input.appending(path: name).path, key: "files/\(name)")))
            let named = names.prefix(index + 1).map { "files/\($0)" }
            uploads.append(try await queue.publish(Array(named.joined(separator: "\n").utf8), as: "list", after: named))
        }
        if let growing { try grow(growing) }
        for upload in uploads {
            do throws(UploadError) { report(upload.key, .success(try await upload.stored)) } catch {
                report(upload.key, .failure(error))
            }
        }
        await queue.finish()
        retries.cancel()
    }

    private func record(on queue: UploadQueue) async throws -> GrowingUpload? {
        guard !FileManager.default.fileExists(atPath: mark.path) else { return nil }
        try Data().write(to: recording)
        try Data().write(to: mark)
        return try await queue.uploadGrowing(
            UploadFile(path: recording.path, key: "recording", changingHead: UInt64(Self.head)))
    }

    /// The recording of a process that was killed before it had a journal.
    private func leftRecording(on queue: UploadQueue, began: Bool) async throws -> Upload? {
        guard !began, FileManager.default.fileExists(atPath: recording.path) else { return nil }
        try Self.finish(recording, from: source)
        return try await queue.upload(UploadFile(path: recording.path, key: "recording"))
    }

    private func grow(_ growing: GrowingUpload) throws {
        let input = try FileHandle(forReadingFrom: source)
        let output = try FileHandle(forWritingTo: recording)
        var size = 0
        while let bytes = try input.read(upToCount: 1 << 18), !bytes.isEmpty {
            try output.write(contentsOf: size == 0 ? Data(count: Self.head) + bytes.dropFirst(Self.head) : bytes)
            size += bytes.count
            growing.grow(to: UInt64(size))
        }
        try Self.finish(recording, from: source)
        growing.finish(size: UInt64(size))
    }

    /// Makes the recording what it is when it ends.
    private static func finish(_ recording: URL, from source: URL) throws {
        let file = try FileHandle(forUpdating: recording)
        let size = try file.seekToEnd()
        let input = try FileHandle(forReadingFrom: source)
        try input.seek(toOffset: size)
        try file.write(contentsOf: try input.readToEnd() ?? Data())
        try input.seek(toOffset: 0)
        try file.seek(toOffset: 0)
        try file.write(contentsOf: try input.read(upToCount: head) ?? Data())
    }

    /// At once, because the next moment may be the last.
    private static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

    private func report(_ key: String, _ result: Result<StoredUpload, UploadError>) {
        switch result {
        case .success(let stored): Self.say("stored \(key) in \(stored.destination)")
        case .failure(let error): Self.say("failed \(key): \(error)")
        }
    }
}
