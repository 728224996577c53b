import Cryptography
import Foundation
import TestSupport
import Testing

/// An S3 server, the proxy that stands before it, and workers that upload through both.
struct UploadFaultBench {
    struct Outcome {
        var kills = 0
        var starts = 0
        var faults = ""
        var inBackup = 0
        var stored = 0
        var seconds = 0.0
    }

    static let transient = [
        "reset", "stall", "500", "503", "429", "409", "408", "truncated", "checksum", "spoilt", "slow", "lost",
    ]

    enum Server: String { case moto, openStack = "Swift" }

    private let store: PythonPeer
    /// Keeps the folder of a server that has one.
    private let site: OpenStackSite?
    private let proxy: PythonPeer
    private let endpoint: String
    private let keys: [String]
    /// Keys that may only take on a role, its name and its external id; only of the server that has roles.
    private let role: [String]
    private static let scripts = PythonTool.repository.appending(path: "Tests/ObjectStorageTests/Python")

    init(_ server: Server) async throws {
        switch server {
        case .moto:
            let script = PythonTool.repository.appending(path: "Tests/TestSupport/Python/s3_server.py")
            (site, store) = (nil, try await PythonPeer(script, arguments: []))
        case .openStack:
            let started = try await OpenStackSite()
            (site, store) = (started, started.peer)
        }
        let fields = try #require(try await store.ask(["do": "site"]).result)
        let port = try #require(URL(string: fields[0])?.port)
        proxy = try await PythonPeer(Self.scripts.appending(path: "fault_proxy.py"), arguments: ["\(port)"])
        endpoint = "http://127.0.0.1:\(try #require(try await proxy.ask(["do": "port"]).result)[0])"
        keys = [fields[2], fields[3]]
        role = server == .moto ? [fields[6], fields[7], fields[1], "tenant 7/ä"] : []
    }

    /// Uploads a folder through faults, killing the worker at random moments, and checks where everything is.
    func run(seed: UInt64) async throws -> Outcome {
        var random = SeededGenerator(seed: seed)
        let folder = try TemporaryFolder()
        let sources = try prepare(folder, &random)
        // Tokens of a role are fetched anew when they have expired; keys without a role are given up, and the backup is taken.
        let expires = seed % 5 == 4
        let kinds = Self.transient + (expires ? [String](repeating: "expired", count: role.isEmpty ? 1 : 4) : [])
        _ = try await proxy.ask(["do": "faults", "kinds": kinds, "rate": 0.25, "seed": Int(seed)])
        var outcome = Outcome()
        let began = ContinuousClock.now
        for _ in 0..<(seed % 2 == 0 ? 0 : seed % 4 == 1 ? 1 : 2) {
            // In every tenth run a name cannot be resolved: at the start or, where there are two kills, after the first.
            let isUnresolved = seed % 10 == 7 && outcome.kills == (seed % 4 == 3 ? 1 : 0)
            let worker = try start(folder, isUnresolved ? "http://store.invalid:9000" : endpoint, expires)
            try await kill(worker, isUnresolved, &random)
            outcome.kills += 1
            try await checkNothingIsLost(sources, folder, seed)
        }
        repeat {
            outcome.starts += 1
            if outcome.starts == 4 { _ = try await proxy.ask(["do": "faults", "kinds": [String](), "rate": 0, "seed": 0]) }
            let worker = try start(folder, endpoint, expires)
            await worker.end()
        } while try outcome.starts < 5 && (outcome.starts == 1 || !journals(folder).isEmpty)
        outcome.faults = try await proxy.ask(["do": "counts"]).result?.joined(separator: ", ") ?? ""
        outcome.seconds = (ContinuousClock.now - began) / .seconds(1)
        try await checkEnd(sources, folder, seed, &outcome)
        return outcome
    }

    private func prepare(_ folder: TemporaryFolder, _ random: inout SeededGenerator) throws -> [String: URL] {
        let keep = folder.url.appending(path: "keep")
        for name in ["in", "keep"] {
            try FileManager.default.createDirectory(at: folder.url.appending(path: name), withIntermediateDirectories: true)
        }
        var sources: [String: URL] = [:]
        let sizes = [0, 1, Int.random(in: 2...300_000, using: &random), (5 << 20) + Int.random(in: 1...300_000, using: &random)]
        for (number, size) in sizes.enumerated() {
            let data = Self.content(size, &random)
            let name = "\(number) ä+%.ts"
            sources["files/\(name)"] = keep.appending(path: name)
            try data.write(to: keep.appending(path: name))
            try data.write(to: folder.url.appending(path: "in/\(name)"))
        }
        let recording = Self.content((10 << 20) + 200_001, &random)
        sources["recording"] = folder.url.appending(path: "source")
        try recording.write(to: folder.url.appending(path: "source"))
        return sources
    }

    private static func content(_ size: Int, _ random: inout SeededGenerator) -> Data {
        var data = Data(count: size)
        for index in stride(from: 0, to: size, by: 997) { data[index] = UInt8.random(in: 1...255, using: &random) }
        return data
    }

    private func start(_ folder: TemporaryFolder, _ endpoint: String, _ expires: Bool) throws -> UploadWorkerProcess {
        let words = expires && !role.isEmpty ? role : keys
        return try UploadWorkerProcess(
            [folder.url.path, endpoint, words[0], words[1], folder.path("backup")] + words.dropFirst(2))
    }

    private func kill(
        _ worker: UploadWorkerProcess, _ isUnresolved: Bool, _ random: inout SeededGenerator
    ) async throws {
        let bytes = Int.random(in: 0...17_000_000, using: &random)
        if isUnresolved {
            await worker.firstLine()
        } else {
            _ = try await proxy.ask(["do": "reached", "bytes": bytes, "limit": 3])
        }
        await worker.kill()
    }

    private func journals(_ folder: TemporaryFolder) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path("journals")).filter { $0.hasSuffix(".upload") }
    }

    /// Whether the object is in the bucket or the backup as its source is.
    private func isStored(_ key: String, _ source: URL, _ folder: TemporaryFolder) async throws -> (primary: Bool, backup: Bool) {
        let expected = try Data(contentsOf: source)
        let object = try await store.ask(["do": "object", "key": key]).result
        let digest = Hexadecimal.encode(try MessageDigest.of(Array(expected).span, .md5))
        let backup = try? Data(contentsOf: folder.url.appending(path: "backup/\(key)"))
        return (object?[1] == digest, backup == expected)
    }

    private func checkNothingIsLost(_ sources: [String: URL], _ folder: TemporaryFolder, _ seed: UInt64) async throws {
        for (key, source) in sources {
            let local = key == "recording" ? "recording" : "in/\(key.dropFirst(6))"
            if key == "recording", !FileManager.default.fileExists(atPath: folder.path("recording-began")) { continue }
            guard !FileManager.default.fileExists(atPath: folder.path(local)) else { continue }
            let (primary, backup) = try await isStored(key, source, folder)
            #expect(primary || backup, "seed \(seed): \(key) was deleted before it was stored")
        }
    }

    private func checkEnd(
        _ sources: [String: URL], _ folder: TemporaryFolder, _ seed: UInt64, _ outcome: inout Outcome
    ) async throws {
        for (key, source) in sources {
            let (primary, backup) = try await isStored(key, source, folder)
            #expect(primary || backup, "seed \(seed): \(key) is nowhere as it was")
            if primary { outcome.stored += 1 } else { outcome.inBackup += 1 }
        }
        #expect(try journals(folder).isEmpty, "seed \(seed)")
        #expect(try await store.ask(["do": "unfinished"]).result == [], "seed \(seed): uploads in parts are left")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("in")).isEmpty, "seed \(seed)")
    }
}
