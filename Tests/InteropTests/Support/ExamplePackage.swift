import Foundation
import TestSupport
import Testing

/// A program in `Examples`, a package of its own, built as somebody else would build it.
struct ExamplePackage {
    let name: String

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Builds it and returns the program's path. The modules are the ones that this package's own build has compiled already: as a
    /// dependency they are the same.
    func build() throws -> String {
        let scratch = Self.root.appendingPathComponent(".build").path
        let package = Self.root.appendingPathComponent("Examples/\(name)").path
        let swift = ExternalTool("swift", package: "none: use the toolchain that runs these tests")
        let result = try swift.run(["build", "--package-path", package, "--scratch-path", scratch])
        #expect(result.status == 0, "\(String(decoding: result.output, as: UTF8.self))\(result.errors)")
        return "\(scratch)/debug/\(name)"
    }

    /// The text of a file in the repository.
    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }
}
