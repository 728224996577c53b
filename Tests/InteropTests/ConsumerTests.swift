import Foundation
import TestSupport
import Testing

struct ConsumerTests {
    @Test func `a package that uses the pure modules links none of the C libraries`() throws {
        let program = try ExamplePackage(name: "Consumer").build()
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
