import Foundation
import ServiceKit
import Testing

@testable import RoomEgress

/// The README's configuration holds every key, and each at its default.
struct DocumentedKeysTests {
    private let readme: String
    private let yaml: String

    init() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        readme = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
        let section = try #require(readme.components(separatedBy: "\n## Configuration\n").last)
        yaml = try #require(section.components(separatedBy: "```yaml\n").dropFirst().first?.components(separatedBy: "```").first)
    }

    private static let stores: Set<String> = ["s3", "azblob", "azure", "gcp", "alioss"]

    @Test func `every key the recorder knows stands in the README`() throws {
        let section = try ConfigurationDocument(yaml: yaml, source: "README.md").rootSection()
        var configuration = RecorderConfiguration()
        try configuration.read(section)
        let written = try paths(in: yaml)
        let asked = Set(section.askedKeyPaths)
        #expect(asked.count > 120)
        // Refused whatever it says, so it cannot stand in the example; and the stores have a table.
        let missing = asked.subtracting(written).filter { path in
            path != "node_id" && !Self.stores.contains { path == $0 || path.hasSuffix(".\($0)") }
                && !path.hasPrefix("latency_overrides.")
        }
        #expect(missing.sorted() == [])
        for name in Self.stores.union(["node_id"]) { #expect(readme.contains("`\(name)`")) }
    }

    @Test func `what stands there is the default`() throws {
        let configuration = try RecorderConfiguration(yaml: yaml, source: "README.md")
        #expect(configuration.checkedDescription == RecorderConfiguration().checkedDescription)
    }

    /// By indentation, two spaces a level.
    private func paths(in yaml: String) throws -> Set<String> {
        var stack: [String] = []
        var result: Set<String> = []
        for line in yaml.split(separator: "\n") where line.contains(":") && !line.drop(while: { $0 == " " }).hasPrefix("#") {
            let level = line.prefix { $0 == " " }.count / 2
            let key = line.drop { $0 == " " }.prefix { $0 != ":" }
            stack = stack.prefix(level) + [String(key)]
            result.insert(stack.joined(separator: "."))
        }
        return result
    }
}
