import GStreamerRuntime
import PipelineGraph
import Synchronization
import TestSupport
import Testing

/// One test for the one log of the process.
struct GStreamerLogTests {
    private final class Lines: Sendable {
        let all = Mutex<[GStreamerLogLine]>([])
    }

    @Test(.timeLimit(.minutes(1))) func `log lines go to the handler, with level and element, without secrets`()
        async throws
    {
        await Turnstile.gstreamerLog.enter()
        defer { Task { await Turnstile.gstreamerLog.leave() } }
        let lines = Lines()
        try GStreamerLog.install(level: .debug) { line in lines.all.withLock { $0.append(line) } }
        defer { try? GStreamerLog.install(level: .error) { _ in } }
        let pipeline = try Pipeline(
            PipelineGraph(chain: [
                .element("filesrc", name: "reader", ["location": .secret("/nonexistent/f1le-n0t-to-be-shown")]),
                .element("fakesink"),
            ]))
        #expect(throws: GStreamerError.self) { try pipeline.play() }
        pipeline.stop()
        let all = lines.all.withLock { $0 }
        #expect(all.contains { $0.object == "reader" && $0.category == "basesrc" })
        #expect(all.contains { $0.message.contains("***") })
        #expect(!all.contains { $0.message.contains("n0t-to-be") })
    }
}
