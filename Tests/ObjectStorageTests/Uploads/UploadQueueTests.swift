import Foundation
import Synchronization
import Testing
import TestSupport

@testable import ObjectStorage

@Suite(.timeLimit(.minutes(2)))
struct UploadQueueTests {
    private static let time: Int64 = 1_700_000_000
    private static let options = UploadOptions(largestWhole: 20, partSize: 10, giveUpAfter: .seconds(3_600))
    private let folder: TemporaryFolder
    private var journals: String { folder.path("journals") }

    init() throws { folder = try TemporaryFolder() }

    private func queue(
        _ store: MemoryStore, backup: MemoryStore? = nil, options: UploadOptions = options,
        clock: some Clock<Duration> = ContinuousClock()
    ) -> UploadQueue {
        UploadQueue(
            UploadDestination("main", store), backup: backup.map { UploadDestination("spare", $0) }, journals: journals,
            options: options, clock: clock, unixTime: { Self.time })
    }

    private func recovery(_ stores: [String: MemoryStore]) -> UploadRecovery {
        UploadRecovery(journals: journals, options: Self.options, unixTime: { Self.time }) { name in
            stores[name].map { UploadDestination(name, $0) }
        }
    }

    private func bytes(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 / 256) } }

    private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    private func leftJournals() -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: journals)) ?? []
    }

    @Test(arguments: [0, 1, 20, 21, 1_000], [false, true])
    func `a file arrives, and only then the local one goes`(size: Int, sequential: Bool) async throws {
        let path = try folder.write(bytes(size), as: "a")
        let local = folder
        let store = MemoryStore(sequential: sequential) { call in
            if case .list = call { return nil }
            return FileManager.default.fileExists(atPath: local.path("a")) ? nil : .source
        }
        let queue = queue(store)
        let stored = try await queue.upload(UploadFile(path: path, key: "k")).stored
        #expect(stored.size == UInt64(size) && stored.destination == "main" && stored.location == "s3://k")
        #expect(store.objects["k"] == bytes(size))
        #expect(!exists(path))
        await queue.finish()
        #expect(leftJournals().isEmpty && store.unfinishedCount == 0)
        #expect(store.state.withLock { $0.mostConcurrent } <= 4)
    }

    @Test func `a file that is to be kept stays`() async throws {
        let path = try folder.write(bytes(50), as: "a")
        let queue = queue(MemoryStore())
        _ = try await queue.upload(UploadFile(path: path, key: "k", keepsLocalCopy: true)).stored
        #expect(exists(path))
    }

    @Test(arguments: [0, 4] as [UInt64], [false, true])
    func `a growing file is sent while it is written`(head: UInt64, sequential: Bool) async throws {
        let path = folder.path("a")
        let store = MemoryStore(sequential: sequential)
        let queue = queue(store)
        let growing = try await queue.uploadGrowing(UploadFile(path: path, key: "k", changingHead: head))
        var content = bytes(1_005)
        try Data(content.prefix(995)).write(to: URL(fileURLWithPath: path))
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        growing.grow(to: 995)
        let early = head == 0 || !sequential
        if early {
            let parts = head == 0 ? 99 : 98
            try await eventually { store.calls.filter { if case .part = $0 { true } else { false } }.count == parts }
        }
        if head > 0 { content[0] = 255 }
        try file.write(contentsOf: Data(content.prefix(1)))
        try file.seekToEnd()
        try file.write(contentsOf: Data(content.suffix(10)))
        growing.finish(size: 1_005)
        _ = try await growing.upload.stored
        #expect(store.objects["k"] == content)
        await queue.finish()
        #expect(leftJournals().isEmpty && store.unfinishedCount == 0)
    }

    @Test func `a recording that is discarded leaves nothing in the store, and its file`() async throws {
        let path = try folder.write(bytes(100), as: "a")
        let store = MemoryStore()
        let queue = queue(store)
        let growing = try await queue.uploadGrowing(UploadFile(path: path, key: "k"))
        growing.grow(to: 100)
        try await eventually { store.unfinishedCount == 1 }
        growing.discard()
        await #expect(throws: UploadError.discarded(key: "k")) { try await growing.upload.stored }
        await queue.finish()
        #expect(store.unfinishedCount == 0 && exists(path) && leftJournals().isEmpty)
    }

    @Test func `a playlist goes up after the segments it names, and a newer one instead of those that wait`() async throws {
        let gate = Gate()
        let store = MemoryStore { call in
            if case .put("1.ts") = call { await gate.wait() }
            return nil
        }
        let queue = queue(store)
        let segment = try await queue.upload(UploadFile(path: try folder.write(bytes(5), as: "1"), key: "1.ts"))
        let first = try await queue.publish([1], as: "list", after: ["1.ts"])
        let second = try await queue.publish([2], as: "list", after: ["1.ts"])
        #expect(store.objects["list"] == nil)
        gate.open()
        _ = try await segment.stored
        #expect(try await first.stored == second.stored)
        #expect(store.objects["list"] == [2])
        #expect(store.calls.filter { $0 == .put("list") }.count == 1)
        await queue.finish()
        #expect(leftJournals().isEmpty)
    }

    @Test func `an outage of half an hour passes, and everything arrives after it`() async throws {
        let clock = ManualClock()
        let store = MemoryStore { _ in clock.now.offset < .seconds(1_800) ? .network : nil }
        let queue = queue(store, clock: clock)
        let path = folder.path("a")
        try Data().write(to: URL(fileURLWithPath: path))
        let growing = try await queue.uploadGrowing(UploadFile(path: path, key: "recording", changingHead: 4))
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        var (size, segments) = (0, 0)
        while clock.now.offset < .seconds(1_800) {
            try file.write(contentsOf: bytes(100))
            size += 100
            growing.grow(to: UInt64(size))
            let segment = try folder.write(bytes(15), as: "\(segments).ts")
            _ = try await queue.upload(UploadFile(path: segment, key: "\(segments).ts"))
            let named = (0...segments).map { "\($0).ts" }
            _ = try await queue.publish(Array("\(segments)".utf8), as: "list", after: named)
            segments += 1
            clock.advance(by: min(await clock.nextSleep(), .seconds(20)))
        }
        try await eventually { queue.progress.waitingBytes > size }
        let progress = queue.progress
        #expect(progress.storedFiles == 0)
        #expect(progress.waitingFiles <= segments + 1 + 10)
        #expect(try #require(progress.oldestUnsentAge) >= .seconds(1_700))
        // Half an hour of pauses of up to a minute, each ended by one try: a call, or an opening and the look for what it left.
        #expect(store.calls.count < 2 * 60)
        growing.finish(size: UInt64(size))
        let pacer = Task { while !Task.isCancelled { clock.advance(by: await clock.nextSleep()) } }
        let last = try await queue.publish([9], as: "list", after: (0..<segments).map { "\($0).ts" })
        _ = try await last.stored
        _ = try await growing.upload.stored
        await queue.finish()
        pacer.cancel()
        #expect(store.objects["list"] == [9] && store.objects.count == segments + 2)
        #expect(store.objects["recording"]?.count == size)
        #expect(queue.progress.waitingBytes == 0 && queue.progress.oldestUnsentAge == nil)
        #expect(leftJournals().isEmpty && store.unfinishedCount == 0)
    }

    @Test func `a refused file goes to the backup, and so does everything after it`() async throws {
        let store = MemoryStore { _ in .credentials }
        let backup = MemoryStore(.local)
        let queue = queue(store, backup: backup)
        for number in 0..<3 {
            let path = try folder.write(bytes(50), as: "\(number)")
            let stored = try await queue.upload(UploadFile(path: path, key: "\(number)")).stored
            #expect(stored.isBackup && stored.destination == "spare")
            #expect(backup.objects["\(number)"] == bytes(50) && !exists(path))
        }
        await queue.finish()
        #expect(store.calls == [.begin("0"), .list("0")])
        #expect(queue.progress.backupFiles == 3)
    }

    @Test func `a store that holds something else than was sent is not tried for an hour`() async throws {
        let clock = ManualClock()
        let store = MemoryStore { _ in .checksumMismatch }
        let backup = MemoryStore(.local)
        let queue = queue(store, backup: backup, clock: clock)
        let path = try folder.write(bytes(15), as: "a")
        #expect(try await queue.upload(UploadFile(path: path, key: "k")).stored.isBackup)
        await queue.finish()
        #expect(store.calls == [.put("k"), .put("k")] && clock.now.offset == .zero)
    }

    @Test func `a lost destination is given up after its time, with what was sent in parts`() async throws {
        let clock = ManualClock()
        let store = MemoryStore { call in
            if case .part(_, 3...) = call { return clock.now.offset < .seconds(4_000) ? .server(status: 503) : nil }
            return nil
        }
        let backup = MemoryStore()
        let queue = queue(store, backup: backup, clock: clock)
        let path = try folder.write(bytes(500), as: "a")
        let upload = try await queue.upload(UploadFile(path: path, key: "k"))
        let pacer = Task { while !Task.isCancelled { clock.advance(by: await clock.nextSleep()) } }
        #expect(try await upload.stored.isBackup)
        pacer.cancel()
        #expect(clock.now.offset >= .seconds(3_600))
        #expect(backup.objects["k"] == bytes(500))
        await queue.finish()
        #expect(store.unfinishedCount == 0 && leftJournals().isEmpty)
    }

    @Test func `when the backup fails too the file stays and the error says where`() async throws {
        let store = MemoryStore { _ in .credentials }
        let backup = MemoryStore(.local) { _ in .quota }
        let queue = queue(store, backup: backup)
        let path = try folder.write(bytes(5), as: "a")
        let upload = try await queue.upload(UploadFile(path: path, key: "k"))
        let error = await #expect(throws: UploadError.self) { try await upload.stored }
        let text = try #require(error).description
        #expect(text.hasPrefix("primary: S3: ") && text.contains("\nbackup: Local: ") && text.hasSuffix("stays at \(path)"))
        #expect(exists(path))
        await queue.finish()
        let good = MemoryStore()
        let recovered = await recovery(["main": good]).run()
        #expect(recovered.count == 1 && good.objects["k"] == bytes(5) && !exists(path) && leftJournals().isEmpty)
    }

    @Test func `an upload that was stopped goes on where it was, and sends again only what changed`() async throws {
        let store = MemoryStore { call in
            if case .part(_, 6) = call { await Self.untilCancelled() }
            return nil
        }
        let path = try folder.write(bytes(100), as: "a")
        let queue = queue(store, options: UploadOptions(concurrentCalls: 1, largestWhole: 20, partSize: 10))
        let upload = try await queue.upload(UploadFile(path: path, key: "k"))
        try await eventually { store.calls.contains(.part("k", 6)) }
        await queue.stop()
        await #expect(throws: UploadError.stopped) { try await upload.stored }
        var content = bytes(100)
        content[25] ^= 1
        try Data(content).write(to: URL(fileURLWithPath: path))
        let later = MemoryStore()
        let before = store.state.withLock { $0.uploads }
        later.state.withLock { $0.uploads = before }
        let recovered = await recovery(["main": later]).run()
        #expect(try recovered.map { try $0.result.get().key } == ["k"])
        #expect(later.objects["k"] == content)
        #expect(Set(later.calls) == Set([3, 6, 7, 8, 9, 10].map { .part("k", $0) } + [.complete("k"), .list("k")]))
        #expect(!exists(path) && leftJournals().isEmpty && later.unfinishedCount == 0)
    }

    @Test func `a file that was being written is finished and uploaded, its head too`() async throws {
        let store = MemoryStore()
        let path = try folder.write(bytes(100), as: "a")
        do {
            let queue = queue(store)
            let growing = try await queue.uploadGrowing(UploadFile(path: path, key: "k", changingHead: 4))
            growing.grow(to: 100)
            try await eventually { store.calls.contains(.part("k", 10)) }
            await queue.stop()
        }
        let recovery = UploadRecovery(
            journals: journals, options: Self.options, unixTime: { Self.time },
            finish: { path in
                let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
                try file.truncate(atOffset: 75)
                try file.seek(toOffset: 0)
                try file.write(contentsOf: Data([255, 255]))
            }, destination: { UploadDestination($0, store) })
        _ = await recovery.run()
        #expect(store.objects["k"] == [255, 255] + bytes(100)[2..<75])
        #expect(!exists(path) && leftJournals().isEmpty && store.unfinishedCount == 0)
    }

    @Test func `a stopped upload's journal stays its owner's until the file is whole`() async throws {
        let store = MemoryStore()
        let path = try folder.write(bytes(30), as: "a")
        let queue = queue(store)
        let growing = try await queue.uploadGrowing(UploadFile(path: path, key: "k"))
        await queue.stop()
        #expect(await recovery(["main": store]).run().isEmpty)
        _ = try folder.write(bytes(60), as: "a")
        growing.finish(size: 60)
        #expect(await recovery(["main": store]).run().count == 1)
        #expect(store.objects["k"] == bytes(60) && !exists(path) && leftJournals().isEmpty)
    }

    @Test func `a file that another process still writes is left alone`() async throws {
        let store = MemoryStore()
        let path = try folder.write(bytes(30), as: "a")
        do {
            let queue = queue(store)
            _ = try await queue.uploadGrowing(UploadFile(path: path, key: "k"))
            await queue.stop()
        }
        let recovery = UploadRecovery(
            journals: journals, options: Self.options, unixTime: { Self.time },
            finish: { throw UploadError.beingWritten(path: $0) }, destination: { UploadDestination($0, store) })
        let recovered = await recovery.run()
        #expect(throws: UploadError.beingWritten(path: path)) { try recovered.first?.result.get() }
        #expect(exists(path) && store.objects.isEmpty && !leftJournals().isEmpty)
        _ = await self.recovery(["main": store]).run()
        #expect(store.objects["k"] == bytes(30) && leftJournals().isEmpty)
    }

    @Test func `marks of killed processes without journals go, those of living ones stay`() async throws {
        let queue = queue(MemoryStore { _ in await Self.untilCancelled(); return nil })
        _ = try await queue.upload(UploadFile(path: try folder.write(bytes(5), as: "a"), key: "k"))
        let living = leftJournals()
        try Data().write(to: URL(fileURLWithPath: journals + "/1-2-stray.owner"))
        #expect(await recovery([:]).run().isEmpty)
        #expect(living.count == 2 && Set(leftJournals()) == Set(living))
        await queue.stop()
    }

    @Test func `uploads of ours whose names we never heard are aborted, and no others`() async throws {
        let store = MemoryStore()
        store.state.withLock { state in
            state.loseBegin = 2
            for (id, key, age) in [("old", "k", 7_200), ("other", "kk", 0)] as [(String, String, Int64)] {
                let upload = MultipartUpload(key: key, id: id, startedAt: Self.time - age)
                state.uploads[id] = (upload, [:])
            }
        }
        let clock = ManualClock()
        let queue = queue(store, clock: clock)
        let pacer = Task { while !Task.isCancelled { clock.advance(by: await clock.nextSleep()) } }
        let path = try folder.write(bytes(50), as: "a")
        _ = try await queue.upload(UploadFile(path: path, key: "k")).stored
        await queue.finish()
        pacer.cancel()
        #expect(store.state.withLock { Set($0.uploads.keys) } == ["old", "other"])
        #expect(leftJournals().isEmpty)
    }

    /// Of one key and one time, on one machine or on others.
    @Test func `an upload that may be somebody else's is not aborted`() async throws {
        let store = MemoryStore()
        let ids = ["with a part", "of a neighbour", "without a trace"]
        store.state.withLock { state in
            for id in ids {
                let upload = MultipartUpload(key: "k", id: id, startedAt: Self.time)
                state.uploads[id] = (upload, id == ids[0] ? [1: [1]] : [:])
            }
        }
        let other = folder.path("other/journals")
        try await Self.leaveJournal(in: other, [
            .opening(destination: "main", at: Self.time - 9_000),
            .opened(OpenedUpload(
                destination: "main", upload: MultipartUpload(key: "k", id: ids[1]), partSize: 10, grows: false,
                at: Self.time - 9_000)),
        ])
        let queue = UploadQueue(
            UploadDestination("main", store), journals: journals, options: Self.options, unixTime: { Self.time },
            neighbours: { [other] })
        _ = try await queue.upload(UploadFile(path: try folder.write(bytes(50), as: "a"), key: "k")).stored
        await queue.finish()
        #expect(store.state.withLock { Set($0.uploads.keys) } == Set(ids.dropLast()))
        #expect(leftJournals().isEmpty)
    }

    @Test func `an upload whose name another is about to hear is not aborted`() async throws {
        let store = MemoryStore()
        store.state.withLock { $0.uploads["new"] = (MultipartUpload(key: "k", id: "new", startedAt: Self.time), [:]) }
        let other = folder.path("other/journals")
        try await Self.leaveJournal(in: other, [.opening(destination: "main", at: Self.time - 1)])
        let queue = UploadQueue(
            UploadDestination("main", store), journals: journals, options: Self.options, unixTime: { Self.time },
            neighbours: { [other] })
        _ = try await queue.upload(UploadFile(path: try folder.write(bytes(50), as: "a"), key: "k")).stored
        await queue.finish()
        #expect(store.unfinishedCount == 1)
    }

    @Test func `a call that is not worth waiting for is ended`() async throws {
        let store = MemoryStore { _ in
            await Self.untilCancelled()
            return .cancelled
        }
        let lane = UploadLane(UploadDestination("main", store), Self.options, UploadTime(ContinuousClock(), unixTime: { Self.time }),
            onRetry: {})
        let error = await #expect(throws: StorageError.self) {
            try await lane.attempt(limit: .milliseconds(20)) { store throws(StorageError) in
                try await store.unfinishedUploads("k")
            }
        }
        #expect(error?.problem == .cancelled)
    }

    /// As another process of this machine keeps it.
    private static func leaveJournal(in folder: String, _ records: [JournalRecord]) async throws {
        let journals = JournalFolder(folder)
        try journals.create()
        var file = JournalTests.file
        file.key = "k"
        let owner = try JournalOwner.create(in: journals, at: time)
        let journal = try await UploadJournal.create(
            JournalFolder.name(owner.name, 1), of: owner, in: journals, for: file, size: nil, on: LocalDisk())
        for record in records { try await journal.append(record) }
    }

    @Test func `an upload that the store has forgotten begins anew`() async throws {
        let forgets = Mutex(true)
        let holder = Mutex<MemoryStore?>(nil)
        let store = MemoryStore { call in
            if case .part(_, 4) = call, forgets.withLock({ value in defer { value = false }; return value }) {
                holder.withLock { $0 }?.state.withLock { $0.uploads = [:] }
            }
            return nil
        }
        holder.withLock { $0 = store }
        let queue = queue(store)
        let path = try folder.write(bytes(90), as: "a")
        _ = try await queue.upload(UploadFile(path: path, key: "k")).stored
        #expect(store.objects["k"] == bytes(90))
        await queue.finish()
        holder.withLock { $0 = nil }
    }

    @Test func `progress is told as it changes`() async throws {
        let queue = queue(MemoryStore())
        let updates = queue.progressUpdates()
        let path = try folder.write(bytes(95), as: "a")
        _ = try await queue.upload(UploadFile(path: path, key: "k")).stored
        await queue.finish()
        var last = UploadProgress()
        for await progress in updates { last = progress }
        #expect(last.storedBytes == 95 && last.storedParts == 10 && last.storedFiles == 1 && last.waitingFiles == 0)
    }

    @Test func `tries are told with what failed, and what was sent is counted once`() async throws {
        let attempts = Mutex<[UploadAttempt]>([])
        let refusing = MemoryStore { call in if case .complete = call { .permission } else { nil } }
        let queue = UploadQueue(
            UploadDestination("main", refusing), backup: UploadDestination("spare", MemoryStore()), journals: journals,
            options: Self.options, onAttempt: { attempt in attempts.withLock { $0.append(attempt) } })
        var file = UploadFile(path: try folder.write(bytes(95), as: "a"), key: "k")
        file.properties.contentType = "video/mp4"
        _ = try await queue.upload(file).stored
        _ = try await queue.upload(UploadFile(path: try folder.write(bytes(5), as: "b"), key: "l")).stored
        await queue.finish()
        let told = attempts.withLock { $0 }
        #expect(told.map(\.key) == ["k", "k", "l"] && told.map(\.contentType) == ["video/mp4", "video/mp4", nil])
        #expect(told.map(\.isBackup) == [false, true, true])
        #expect(told.map { $0.error?.problem } == [.permission, nil, nil])
        // To the one, to the other, and what went up whole.
        #expect(queue.progress.sentBytes == 95 + 95 + 5)
    }

    @Test func `a file that is not there is refused at once`() async throws {
        let queue = queue(MemoryStore())
        await #expect(throws: UploadError.fileUnreadable(path: "/nowhere/x", code: ENOENT)) {
            try await queue.upload(UploadFile(path: "/nowhere/x", key: "k"))
        }
    }

    private static func untilCancelled() async {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        for await _ in stream {}
        continuation.finish()  // kept until here, or else the stream would have ended at once
    }
}

/// Holds calls until it is opened.
final class Gate: Sendable {
    private let state = Mutex<(isOpen: Bool, waiting: [CheckedContinuation<Void, Never>])>((false, []))

    func wait() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }

    func open() {
        let waiting = state.withLock { state in
            defer { state = (true, []) }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
