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
    /// Of ``gatedPage``.
    let gate: Gate

    static let apiKey = "service-key"
    static let apiSecret = "a-secret-of-the-service-that-is-long-enough"

    init(_ name: String) throws {
        bench = try RecordingBench(name)
        state = try TemporaryFolder()
        config = try TemporaryFolder()
        let file = PythonTool.repository.appending(path: "Examples/Pages/counter.html")
        let page = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        let gate = Gate()
        self.gate = gate
        pages = try HTTPServer(host: "127.0.0.1", port: 0) { request in
            switch request.path {
            case "/short": return .html(Self.shortHTML)
            case "/gated": return .html(Self.gatedHTML)
            case "/gate":
                await gate.wait()
                return .html("")
            default: return .html(page)
            }
        }
    }

    /// For ``page(_:)``: a page that costs next to nothing and ends by itself after a few seconds.
    static let shortPage = "short"
    private static let shortHTML = """
        <!doctype html><title>short</title><h1>short</h1>
        <script>setTimeout(() => console.log('END_RECORDING'), 12000)</script>
        """
    /// The same, which ends when ``gate`` is opened.
    static let gatedPage = "gated"
    private static let gatedHTML = """
        <!doctype html><title>gated</title><h1>gated</h1>
        <script>fetch('/gate').then(() => console.log('END_RECORDING'))</script>
        """

    /// What waits until it is opened, once and for all.
    actor Gate {
        private var isOpen = false
        private var waiters: [CheckedContinuation<Void, Never>] = []

        func wait() async {
            if !isOpen { await withCheckedContinuation { waiters.append($0) } }
        }

        func open() {
            isOpen = true
            for waiter in waiters { waiter.resume() }
            waiters = []
        }
    }

    func page(_ query: String = "") -> String { "http://127.0.0.1:\(pages.port)/\(query)" }

    /// Starts the service, and returns when it takes requests.
    func start(
        state: TemporaryFolder? = nil, environment: [String: String] = [:], _ lines: String...
    ) async throws -> EgressServer {
        let configuration = [
            bench.configuration(), "api_key: \(Self.apiKey)", "api_secret: \(Self.apiSecret)", "ws_url: ws://127.0.0.1:1",
            "state_directory: \((state ?? self.state).url.path)", "output_directory: \(bench.media.path)", "log_level: debug",
        ]
        let server = try EgressServer(["serve", "--config-body", (configuration + lines).joined(separator: "\n")], environment: environment)
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
