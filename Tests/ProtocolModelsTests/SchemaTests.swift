import Foundation
import ProtocolModels
import TestSupport
import Testing

/// The schemas and what was generated from them.
struct SchemaTests {
    private static let root = PythonTool.repository

    @Test func `has every message, field, value and method of egress 1.39.3`() throws {
        let reference = try ProtobufReference(schemas: Self.root.appendingPathComponent("Protos"))
        let old = try String(contentsOf: Vectors.url("egress-1.39.3.txt"), encoding: .utf8).split(separator: "\n")
        #expect(old.count > 200)
        #expect(Set(old).subtracting(try reference.facts()) == [])
    }

    @Test func `is generated from the schemas as it stands`() throws {
        let folder = try TemporaryFolder()
        let script = ExternalTool("env", package: "coreutils")
        let result = try script.run([
            "SLUICE_PROTOCOL_GENERATOR=\(Self.generator.path)",
            Self.root.appendingPathComponent("Scripts/generate-protocol").path, folder.url.path,
        ])
        #expect(result.status == 0, "\(result.errors)")
        for target in ["ProtocolModels", "protocol-generator"] {
            let committed = Self.root.appendingPathComponent("Sources/\(target)/Generated")
            let names = try FileManager.default.contentsOfDirectory(atPath: committed.path)
            #expect(!names.isEmpty)
            for name in names {
                let new = try? String(contentsOf: folder.url.appendingPathComponent(name), encoding: .utf8)
                let old = try String(contentsOf: committed.appendingPathComponent(name), encoding: .utf8)
                // Not the texts in the message: they are long.
                #expect((new == old) == true, "\(name) is not what Scripts/generate-protocol writes")
            }
        }
    }

    /// The program that was built beside the tests.
    private static let generator: URL = {
        let products = Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent() }
            + [URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()]
        return products.map { $0.appendingPathComponent("protocol-generator") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
            ?? URL(fileURLWithPath: ".build/debug/protocol-generator")
    }()
}

/// Files beside the tests.
enum Vectors {
    static func url(_ name: String) -> URL {
        PythonTool.repository.appendingPathComponent("Tests/ProtocolModelsTests/Vectors/\(name)")
    }
}
