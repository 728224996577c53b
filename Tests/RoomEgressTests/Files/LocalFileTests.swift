import Foundation
import MediaContainers
import MediaTypes
import TestSupport
import Testing

@testable import RoomEgress

struct LocalFileTests {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    @Test func `writes more pieces than one system call takes, in order`() throws {
        var random = SeededGenerator(seed: 1)
        let path = folder.path("new/deeper/a.mp4")
        var file = try LocalFile(creating: path)
        var expected: [UInt8] = []
        for count in [0, 1, 1023, 1024, 1025, 3000] {
            let pieces = (0..<count).map { _ in
                (0..<Int.random(in: 0...40, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
            }
            try file.append(header: [1, 2, 3], payloads: pieces.map { FramePayload($0) })
            expected += [1, 2, 3] + pieces.flatMap { $0 }
        }
        try file.overwrite([9, 9], at: 1)
        expected.replaceSubrange(1..<3, with: [9, 9])
        try file.synchronize()
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(expected))
        #expect(try file.read(at: 1, count: 4) == Array(expected[1..<5]))
        #expect(file.byteCount == UInt64(expected.count))
    }

    @Test func `a file that is being recorded to cannot be opened again`() throws {
        let path = folder.path("a.mp4")
        var file = try LocalFile(creating: path)
        try file.append(header: [1], payloads: [])
        #expect(throws: LocalFileError.inUse(path: path)) { _ = try LocalFile(creating: path) }
        #expect(throws: LocalFileError.inUse(path: path)) { _ = try LocalFile(recovering: path) }
        #expect(file.byteCount == 1)
    }

    @Test func `a folder that cannot be made is an error that names it`() {
        #expect {
            _ = try LocalFile(creating: "/proc/sluice/a.mp4")
        } throws: { "\($0)".contains("cannot create the folder /proc/sluice") }
    }

    @Test func `a folder in place of the file is an error that names it`() {
        #expect {
            _ = try LocalFile(creating: folder.url.path)
        } throws: { "\($0)".contains("cannot open \(folder.url.path)") }
    }

    @Test func `a full disk is told from other failures`() throws {
        let full = open("/dev/full", O_WRONLY)
        defer { close(full) }
        let bytes: [UInt8] = [1, 2, 3]
        let code = bytes.withUnsafeBytes { GatheredWrite(full, [$0], at: 0).run() }
        #expect(LocalFileError(.write, path: "/r/a.mp4", code: code) == .diskFull(path: "/r/a.mp4"))
        #expect("\(LocalFileError.diskFull(path: "/r/a.mp4"))".contains("the disk is full"))
        #expect(LocalFileError(opening: "/r/a.mp4", code: EROFS) == .notWritable(path: "/r/a.mp4", code: EROFS))
    }
}
