import Foundation
import RoomEgress
import TestSupport
import Testing

/// What the README shows is what there is.
@Suite(.timeLimit(.minutes(5))) struct ExamplesTests {
    private static let source = "Examples/RecordWebPage/Sources/RecordWebPage/main.swift"

    @Test func `a package that depends on Sluice records a page in under 30 lines`() throws {
        #expect(try ExamplePackage.text(Self.source).filter { $0 == "\n" }.count < 30)
        let program = try ExamplePackage(name: "RecordWebPage").build()
        let path = try RecordingBench("examples").path("record-web-page.mp4")

        let result = try ExternalTool(program, package: Self.source).run([RecordingBench.page(), path, "2"])
        #expect(result.status == 0, "\(result.errors)")
        let summary = String(decoding: result.output, as: UTF8.self)
        #expect(summary.contains("EGRESS_COMPLETE"))
        let probed = try ProbedFile(path)
        #expect(probed.streams.map(\.codec_name) == ["h264", "aac"])
        // A busy machine may cost frames, but never unnoticed.
        let frames = probed.packets(of: 0).count
        #expect(frames > 0 && summary.contains("\n\(frames) frames, "), "\(frames) in the file; \(summary)")
        #expect(try Player.complaints(path) == "")
    }

    @Test func `a program with the service inside records a page by a call of its own`() async throws {
        let service = try ServiceBench("examples")
        let config = try service.config.write(
            Array(
                """
                \(service.bench.configuration())
                api_key: \(ServiceBench.apiKey)
                api_secret: \(ServiceBench.apiSecret)
                api_port: \(try ServerProcess.freePort())
                state_directory: \(service.state.url.path)
                \(ServiceBench.allowsLoopback)
                """.utf8), as: "config.yaml")
        let path = service.bench.path("embedded-service.mp4")
        let page = service.page("?signals=1&start=0&seconds=2")
        let result = try await onThread {
            let program = try ExamplePackage(name: "EmbeddedService").build()
            return try ExternalTool(program, package: "Examples/EmbeddedService").run([config, page, path])
        }
        #expect(result.status == 0, "\(result.errors)")
        let lines = String(decoding: result.output, as: UTF8.self).split(separator: "\n")
        #expect(lines.last?.hasSuffix("EGRESS_COMPLETE") == true, "\(lines) \(result.errors)")
        #expect(try Player.complaints(path) == "")
        #expect(abs(try Player.duration(path) - 2) < 0.5)
        #expect(service.bench.leftovers.isEmpty)
    }

    @Test func `a program with the queue of uploads inside moves a folder to a bucket`() async throws {
        let storage = try await StorageBench()
        let folder = try TemporaryFolder()
        let (big, small) = (Array((0..<9 << 20).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }), Array("small".utf8))
        _ = try folder.write(big, as: "a big one.bin")
        _ = try folder.write(small, as: "small.txt")
        let settings = [
            "AWS_ACCESS_KEY_ID=\(storage.owner.key)", "AWS_SECRET_ACCESS_KEY=\(storage.owner.secret)",
            "AWS_DEFAULT_REGION=us-east-1", "S3_ENDPOINT=\(storage.url)",
        ]
        let result = try await onThread {
            let program = try ExamplePackage(name: "UploadFolder").build()
            return try ExternalTool("env", package: "coreutils").run(settings + [program, folder.url.path, "bucket"])
        }
        #expect(result.status == 0, "\(result.errors)")
        let said = String(decoding: result.output, as: UTF8.self)
        #expect(said.contains("small.txt: 5 bytes at ") && said.contains("a big one.bin: \(big.count) bytes at "), "\(said)")
        #expect(try await storage.keys().sorted() == ["a big one.bin", "small.txt"])
        let back = folder.path("back")
        try await storage.download("a big one.bin", to: back)
        #expect(try Array(Data(contentsOf: URL(fileURLWithPath: back))) == big)
        #expect(try await storage.unfinished().isEmpty)
    }

    @Test func `a program with the room client inside tells what it needs`() throws {
        let program = try ExamplePackage(name: "FollowRoom").build()
        let result = try ExternalTool(program, package: "Examples/FollowRoom").run([])
        #expect(result.status == 2)
        #expect(String(decoding: result.output, as: UTF8.self).hasPrefix("usage: FollowRoom "))
    }

    @Test func `the README shows the example as it is`() throws {
        let readme = try ExamplePackage.text("README.md")
        #expect(readme.contains(try "```swift\n\(ExamplePackage.text(Self.source))```"))
    }

    @Test func `the README's configuration is one that the recorder accepts`() throws {
        let blocks = try Self.blocks("yaml", of: "README.md")
        #expect(!blocks.isEmpty)
        for block in blocks { _ = try RecorderConfiguration(yaml: block, source: "README.md") }
    }

    @Test func `the README's requests are ones that the recorder accepts`() throws {
        let blocks = try Self.blocks("json", of: "README.md")
        #expect(!blocks.isEmpty)
        // What a template needs.
        let configuration = try RecorderConfiguration(
            yaml: "{api_key: key, api_secret: secret, ws_url: 'wss://rooms.example.com'}", source: "test")
        for block in blocks {
            let request = try RecordingRequest(json: block, source: "README.md")
            _ = try RecordingJob(request, configuration: configuration)
        }
    }

    /// `Snippets` is compiled with the tests.
    @Test func `the embedding guide shows code that compiles`() throws {
        let folder = ExamplePackage.root.appendingPathComponent("Tests/InteropTests/Snippets").path
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        let compiled = try files.map { try ExamplePackage.text("Tests/InteropTests/Snippets/\($0)") }
        let manifest = try ExamplePackage.text("Examples/RecordWebPage/Package.swift")
        let shown = try Self.blocks("swift", of: "Documentation/Embedding.md")
        #expect(Set(shown) == Set(compiled + [manifest]))
    }

    /// The fenced blocks of one language.
    private static func blocks(_ language: String, of path: String) throws -> [String] {
        try ExamplePackage.text(path).components(separatedBy: "```\(language)\n").dropFirst().compactMap { rest in
            rest.components(separatedBy: "```").first
        }
    }
}
