import Foundation
import TestSupport
import Testing

struct ConsumerTests {
    @Test func `a package that uses the pure modules links none of the C libraries`() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        // Kept between runs: only the first builds everything.
        let scratch = root.appendingPathComponent(".build/consumer").path
        let package = root.appendingPathComponent("Examples/Consumer").path
        let swift = ExternalTool("swift", package: "none: use the toolchain that runs these tests")
        let build = ["build", "--package-path", package, "--scratch-path", scratch]
        let result = try swift.run(build)
        #expect(result.status == 0, "\(String(decoding: result.output, as: UTF8.self))\(result.errors)")

        let program = scratch + "/debug/Consumer"
        let listing = try ExternalTool("ldd", package: "libc-bin")(program)
        let libraries = String(decoding: listing, as: UTF8.self)
        #expect(libraries.contains("libswiftCore"))
        for name in ["gst", "glib", "gobject", "ssl", "crypto", "yaml", "websockets", "curl"] {
            #expect(!libraries.contains("lib\(name)"), "\(libraries)")
        }

        let folder = try TemporaryFolder()
        let path = folder.path("silence.mp4")
        _ = try ExternalTool(program, package: "Examples/Consumer").run([path])
        try MP4Checker.check(path: path)
        #expect(try ProbedFile(path).packets.count == 500)
    }
}
