import Foundation
import RoomEgress
import Testing

struct DocumentSourceTests {
    private let environment = [
        "LIVEKIT_RECORDER_CONFIG": "a", "EGRESS_CONFIG_BODY": "b", "EGRESS_CONFIG_FILE": "/f", "RECORDING_REQUEST": "r",
    ]

    @Test func `texts win over files, options over the environment`() throws {
        func find(_ names: [String], file: String? = nil, body: String? = nil) throws -> DocumentSource {
            try .configuration(file: file, body: body, environment: environment.filter { names.contains($0.key) })
        }
        let all = Array(environment.keys)
        #expect(try find(all, file: "/o", body: "o") == .text("o", name: "--config-body"))
        #expect(try find(all, file: "/o") == .text("a", name: "LIVEKIT_RECORDER_CONFIG"))
        #expect(try find(["EGRESS_CONFIG_BODY", "EGRESS_CONFIG_FILE"], file: "/o") == .text("b", name: "EGRESS_CONFIG_BODY"))
        #expect(try find(["EGRESS_CONFIG_FILE"], file: "/o") == .file(path: "/o"))
        #expect(try find(["EGRESS_CONFIG_FILE"], body: "") == .file(path: "/f"))
        let error = #expect(throws: DocumentSourceError.self) { try find([]) }
        #expect(error?.description == "missing config")
    }

    @Test func `requests come from option, environment or file`() throws {
        #expect(
            try DocumentSource.request(file: "/o", body: "o", environment: environment)
                == .text("o", name: "--request-body"))
        #expect(
            try DocumentSource.request(file: "/o", environment: environment) == .text("r", name: "RECORDING_REQUEST"))
        #expect(try DocumentSource.request(file: "/o", environment: [:]) == .file(path: "/o"))
        let error = #expect(throws: DocumentSourceError.self) { try DocumentSource.request(environment: [:]) }
        #expect(error?.description == "missing request")
    }

    @Test func `files are read, and named when they cannot be`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (good, bad) = (folder.appendingPathComponent("good").path, folder.appendingPathComponent("bad").path)
        try Data("text ä".utf8).write(to: URL(fileURLWithPath: good))
        try Data([0xFF, 0xFE, 0x00]).write(to: URL(fileURLWithPath: bad))
        #expect(try DocumentSource.file(path: good).read() == "text ä")
        #expect(throws: DocumentSourceError.notText(path: bad)) { try DocumentSource.file(path: bad).read() }
        let missing = folder.appendingPathComponent("missing").path
        #expect(throws: DocumentSourceError.unreadable(path: missing)) { try DocumentSource.file(path: missing).read() }
    }
}
