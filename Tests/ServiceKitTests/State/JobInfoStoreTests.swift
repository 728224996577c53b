import Foundation
import ServiceKit
import TestSupport
import Testing

struct JobInfoStoreTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func open() throws -> JobInfoStore { try JobInfoStore(path: folder.path("jobs.db")) }

    private func record(
        _ number: Int, room: String = "r", isActive: Bool = true, updatedAt: Int64 = 1
    ) -> JobInfoRecord {
        JobInfoRecord(
            id: "EG_\(number)", roomName: room, isActive: isActive, startedAt: Int64(number), updatedAt: updatedAt,
            endedAt: isActive ? 0 : Int64(number), payload: Array("payload \(number)".utf8))
    }

    @Test func `what is stored is found again, after a restart too`() async throws {
        var stored = record(1)
        stored.payload = [0, 255, 0]
        try await open().store(stored)
        try await open().store(JobInfoRecord(id: "ä'\0", isActive: false, updatedAt: .min, payload: []))
        let store = try open()
        #expect(try await store.record("EG_1") == stored)
        #expect(
            try await store.record("ä'\0") == JobInfoRecord(id: "ä'\0", isActive: false, updatedAt: .min, payload: []))
        #expect(try await store.record("EG_2") == nil)
    }

    @Test func `an older update is ignored, an equal or newer one replaces`() async throws {
        let store = try open()
        #expect(try await store.store(record(1, room: "first", updatedAt: 5)))
        #expect(try await !store.store(record(1, room: "late", updatedAt: 4)))
        #expect(try await store.record("EG_1")?.roomName == "first")
        #expect(try await store.store(record(1, room: "equal", updatedAt: 5)))
        #expect(try await store.store(record(1, room: "newer", isActive: false, updatedAt: 6)))
        #expect(try await store.record("EG_1") == record(1, room: "newer", isActive: false, updatedAt: 6))
        #expect(try await store.list().records.count == 1)
    }

    @Test func `the list is filtered by everything given`() async throws {
        let store = try open()
        for number in 1...6 {
            try await store.store(record(number, room: number % 2 == 0 ? "even" : "odd", isActive: number > 3))
        }
        func numbers(_ query: JobInfoQuery) async throws -> [Int] {
            try await store.list(query).records.map { Int($0.startedAt) }
        }
        #expect(try await numbers(JobInfoQuery()) == [1, 2, 3, 4, 5, 6])
        #expect(try await numbers(JobInfoQuery(roomName: "even")) == [2, 4, 6])
        #expect(try await numbers(JobInfoQuery(isActive: true)) == [4, 5, 6])
        #expect(try await numbers(JobInfoQuery(roomName: "even", isActive: false)) == [2])
        #expect(try await numbers(JobInfoQuery(id: "EG_3", isActive: false)) == [3])
        #expect(try await numbers(JobInfoQuery(id: "EG_3", isActive: true)).isEmpty)
        #expect(try await numbers(JobInfoQuery(roomName: "")).isEmpty)
    }

    @Test func `pages stay stable while jobs come, change and go`() async throws {
        let store = try open()
        for number in 1...10 { try await store.store(record(number)) }
        var seen: [String] = []
        var token: JobPageToken?
        repeat {
            let page = try await store.list(JobInfoQuery(pageToken: token, pageSize: 3))
            #expect(page.records.count <= 3)
            seen += page.records.map(\.id)
            token = page.next.flatMap { JobPageToken($0.text) }
            #expect((token == nil) == (page.next == nil))
            if seen.count == 3 {
                try await store.store(record(2, isActive: false, updatedAt: 2))  // seen already
                try await store.store(record(9, isActive: false, updatedAt: 2))  // still to come, and pruned
                try await store.prune(endedBefore: 10)
                try await store.store(record(11))
            }
        } while token != nil
        #expect(seen == [1, 2, 3, 4, 5, 6, 7, 8, 10, 11].map { "EG_\($0)" })
    }

    @Test(arguments: [
        "", "p", "p0", "p-1", "p01", "P1", "1", "pzzzzzzzzzzzzzzzzzz", "p1 ", "p+1", String(repeating: "p", count: 99),
    ])
    func `a token nobody gave out is no token`(text: String) { #expect(JobPageToken(text) == nil) }

    @Test func `a last page that is full has no successor`() async throws {
        let store = try open()
        for number in 1...4 { try await store.store(record(number)) }
        let first = try await store.list(JobInfoQuery(pageSize: 2))
        #expect(try await store.list(JobInfoQuery(pageToken: first.next, pageSize: 2)).next == nil)
    }

    @Test func `only jobs that ended before the time are pruned`() async throws {
        let store = try open()
        try await store.store(record(1, isActive: false))
        try await store.store(record(2))
        try await store.store(record(3, isActive: false))
        try await store.store(JobInfoRecord(id: "aborted", isActive: false, updatedAt: 2, payload: []))
        #expect(try await store.prune(endedBefore: 3) == 2)
        #expect(try await store.list().records.map(\.id) == ["EG_2", "EG_3"])
    }

    @Test func `the file is its owner's alone`() async throws {
        try await open().store(record(1))
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.path("jobs.db"))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func `a file that is no database, a newer one and a missing folder are typed errors`() async throws {
        let path = folder.path("jobs.db")
        try Data("this is text, and long enough to be looked at as a database header".utf8).write(
            to: URL(fileURLWithPath: path))
        #expect(try problem { try JobInfoStore(path: path) } == .damaged)
        #expect(try problem { try JobInfoStore(path: folder.path("none/jobs.db")) } == .notWritable)
        let newer = folder.path("newer.db")
        _ = try SQLiteDatabase(path: newer, schema: ["CREATE TABLE a (b)", "CREATE TABLE c (d)"])
        #expect(try problem { try JobInfoStore(path: newer) } == .newerVersion(2))
    }

    private func problem(_ work: () throws -> JobInfoStore) throws -> SQLiteError.Problem? {
        do {
            _ = try work()
            return nil
        } catch let error as SQLiteError {
            #expect("\(error)".contains(error.path))
            return error.problem
        }
    }
}
