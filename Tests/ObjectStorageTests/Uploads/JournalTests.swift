import Foundation
import Testing
import TestSupport

@testable import ObjectStorage

struct JournalTests {
    static let file = JournaledFile(
        path: "/recordings/a b.mp4", key: "room/ä.mp4",
        properties: ObjectProperties(
            contentType: "video/mp4", contentDisposition: nil, metadata: ["a": "1", "b": ""], tagging: "x=y"),
        keepsLocalCopy: true, changingHead: 48, isVersion: false, follows: ["room/1.ts", "room/2.ts"], primary: "main",
        backup: "", addedAt: 1_700_000_000, sequence: 7)
    static let opened = OpenedUpload(
        destination: "main", upload: MultipartUpload(key: "room/ä.mp4", id: "id1", startedAt: 1_700_000_002),
        partSize: 5 << 20, grows: true, at: 1_700_000_003)
    static let part = SentPart(
        part: UploadedPart(number: 2, size: 5 << 20, tag: "\"etag\""), offset: 5 << 20, checksum: 0xDEAD_BEEF)
    static let records: [JournalRecord] = [
        .file(file), .opening(destination: "main", at: 1_700_000_001), .opened(opened), .part(part),
        .finished(size: 12_345_678), .stored(destination: "main", uploadID: "id1", size: 12_345_678, tag: "t"),
        .aborted(destination: "main", uploadID: "id0"), .swept(destination: "main"),
    ]

    static var bytes: [UInt8] { records.reduce(JournalCoding.signature) { $0 + JournalCoding.encode($1) } }

    @Test func `records are read as they were written`() throws {
        let reader = try JournalReader(Self.bytes, path: "j")
        #expect(reader.records == Self.records)
        #expect(reader.validLength == Self.bytes.count)
    }

    @Test func `a torn end takes only its record with it`() throws {
        var ends = [JournalCoding.signature.count]
        for record in Self.records { ends.append(ends[ends.count - 1] + JournalCoding.encode(record).count) }
        for length in 0...Self.bytes.count {
            let reader = try JournalReader(Array(Self.bytes.prefix(length)), path: "j")
            let whole = ends.lastIndex { $0 <= length } ?? 0
            #expect(reader.records == Array(Self.records.prefix(whole)))
            #expect(reader.validLength == (length < ends[0] ? 0 : ends[whole]))
        }
    }

    @Test func `a flipped bit ends the journal before its record`() throws {
        let whole = Self.bytes
        for index in JournalCoding.signature.count..<whole.count {
            var bytes = whole
            bytes[index] ^= 1 << UInt8(index % 8)
            let reader = try JournalReader(bytes, path: "j")
            #expect(reader.records.count < Self.records.count)
            #expect(reader.records == Array(Self.records.prefix(reader.records.count)))
        }
    }

    @Test func `what is no journal is not taken for one`() {
        #expect(throws: UploadError.notAJournal(path: "j")) { try JournalReader(Array("SluiceU2rest".utf8), path: "j") }
    }

    @Test func `the records add up to where the upload is`() throws {
        let midway = try #require(UploadState(Array(Self.records.prefix(4))))
        #expect(midway.opened == Self.opened && midway.parts == [2: Self.part] && midway.openings.count == 1)
        let done = try #require(UploadState(Self.records))
        #expect(done.stored?.tag == "t" && done.isSettled)
        let elsewhere = Self.records.prefix(4) + [.stored(destination: "other", uploadID: "", size: 1, tag: "")]
        #expect(try #require(UploadState(Array(elsewhere))).abandoned == [Self.opened])
        #expect(UploadState([]) == nil)
    }

    @Test func `a journal goes on after its last whole record, and has one owner`() async throws {
        let folder = try TemporaryFolder()
        let journals = JournalFolder(folder.path("a/b"))
        try journals.create()
        let disk = LocalDisk()
        var owner: JournalOwner? = try JournalOwner.create(in: journals, at: 1)
        let name = try #require(owner?.name)
        let path = try await Self.begin(try #require(owner), in: journals, on: disk)
        #expect(journals.journals() == [path] && journals.ownerName(ofJournal: path) == name)
        #expect(try JournalOwner.adopt(name, in: journals) == nil)
        owner = nil
        let heir = try #require(try JournalOwner.adopt(name, in: journals))
        let torn = try await disk.contents(of: path) + JournalCoding.encode(Self.records[2]).dropLast(3)
        try await disk.write(torn, to: path)
        let adopted = try #require(try await UploadJournal.adopt(path, of: heir, on: disk))
        #expect(await adopted.state.openings.count == 1)
        try await adopted.append(Self.records[2])
        let state = try #require(UploadState(try JournalReader(try await disk.contents(of: path), path: path).records))
        #expect(state.opened == Self.opened)
    }

    private static func begin(
        _ owner: JournalOwner, in journals: JournalFolder, on disk: LocalDisk
    ) async throws -> String {
        let journal = try await UploadJournal.create(
            JournalFolder.name(owner.name, 1), of: owner, in: journals, for: file, size: nil, on: disk)
        try await journal.append(records[1])
        return journal.path
    }
}

extension LocalDisk {
    func contents(of path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }
}
