import Foundation
import TestSupport
import Testing

struct LeakTests {
    @Test(.timeLimit(.minutes(1))) func `a process that used every part of the runtime leaks nothing`() throws {
        let leaks = try leaks(["clean"])
        #expect(leaks.isEmpty, "\(leaks.joined(separator: "\n"))")
    }

    /// The check of the check.
    @Test(.timeLimit(.minutes(1))) func `a frame that is never released is found`() throws {
        #expect(try leaks(["leaking"]).contains { $0.contains("GstBuffer") })
    }

    /// What GStreamer's tracer finds alive at the end, and what GLib complains of on the way.
    private func leaks(_ arguments: [String]) throws -> [Substring] {
        let folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
            .deletingLastPathComponent()
        let process = Process()
        process.executableURL = folder.appending(path: "gstreamer-leak-check")
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["GST_TRACERS": "leaks", "GST_DEBUG": "GST_TRACER:7", "GST_DEBUG_NO_COLOR": "1"]) { $1 }
        let errors = Pipe()
        process.standardError = errors
        try process.start()
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(text.contains("GST_TRACER"), "the tracer did not run: is it part of this GStreamer?")
        // The format's own definition has a placeholder where a finding has a type.
        return text.split(separator: "\n").filter {
            $0.contains("CRITICAL")
                || $0.contains("object-alive, type-name=(string)") && !$0.contains("type-name=(string)%s")
        }
    }
}
