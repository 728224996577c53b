import Foundation
import HTTPTransport
import TestSupport

/// A running egress service, with a page to record on this machine.
struct ServiceBench: Sendable {
    let bench: RecordingBench
    let pages: HTTPServer
    let state: TemporaryFolder
    /// For configurations that hold what a command line must not.
    let config: TemporaryFolder

    static let apiKey = "service-key"
    static let apiSecret = "a-secret-of-the-service-that-is-long-enough"

    init(_ name: String) throws {
        bench = try RecordingBench(name)
        state = try TemporaryFolder()
        config = try TemporaryFolder()
        let file = PythonTool.repository.appending(path: "Examples/Pages/counter.html")
        let page = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        pages = try HTTPServer(host: "127.0.0.1", port: 0) { _ in .html(page) }
    }

    func page(_ query: String = "") -> String { "http://127.0.0.1:\(pages.port)/\(query)" }

    /// Starts the service, and returns when it takes requests.
    func start(_ lines: String...) async throws -> EgressServer {
        let configuration = [
            bench.configuration(), "api_key: \(Self.apiKey)", "api_secret: \(Self.apiSecret)", "ws_url: ws://127.0.0.1:1",
            "state_directory: \(state.url.path)", "output_directory: \(bench.media.path)", "log_level: debug",
        ]
        let server = try EgressServer(["serve", "--config-body", (configuration + lines).joined(separator: "\n")])
        guard await server.waitForLog("egress service ready") else {
            throw TestFailure(description: (await server.outcome()).log)
        }
        return server
    }

    /// What lets the service reach this machine.
    static let allowsLoopback = "network: {allow: [127.0.0.0/8]}"
}

/// Blocking work beside the cooperative pool, which has two threads on two cores.
func onThread<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Swift.Result { try body() }) }
    }
}
