import Cryptography
import Foundation
import ServiceKit

/// The one page a job records: navigation, its console, its end.
actor PageSession {
    struct Options: Sendable {
        /// What the browser opens.
        var url: String
        /// The same for logs and errors, its token masked.
        var maskedURL: String
        /// Whether a `div.error` element of the page is a failure, as the template contract says.
        var isTemplate: Bool
        var loadTimeout: Duration
        var recordsErrorPages: Bool
        /// Where pictures of failed pages go; nil saves none.
        var screenshotPath: String?
        /// Decides where the page may go on to; nil for anywhere.
        var network: NetworkGuard?
        /// Whether the browser reaches pages through a proxy.
        var isProxied = false
    }

    /// What the page says on its console, and how it ends.
    enum Signal: Hashable, Sendable {
        case start, end
        /// It went on to where it may not.
        case refused(NetworkGuardError)
        case crashed
        case browserEnded
    }

    /// ``Signal``s in the order they came; ends with the browser.
    nonisolated let signals: AsyncStream<Signal>

    private let connection: DevToolsConnection
    private let session: String
    private let options: Options
    private let gate: DocumentGate?
    private let secrets: [String]
    private let onConsole: @Sendable (String) -> Void
    private let signal: AsyncStream<Signal>.Continuation
    private var console: [String] = []
    /// What the page has signalled: a page may say it without end, and only the first time counts.
    private var given: Set<Signal> = []
    private var openings = 0
    private var navigation = PageNavigation()
    private var loadWaiter: CheckedContinuation<PageError.Reason?, Never>?

    private static let firstPageLimit = Duration.seconds(30)
    private static let keptConsoleLines = 20
    private static let longestConsoleLine = 500

    /// Attaches to the browser's first page. `onConsole` gets every console line of the page.
    static func attach(
        to browser: Browser, _ options: Options, onConsole: @escaping @Sendable (String) -> Void
    ) async throws -> PageSession {
        let session = await withDeadline(firstPageLimit) {
            await Result { try await attachAtOnce(to: browser.connection, options, onConsole: onConsole) }
        }
        guard let session else {
            throw PageError(step: .browserStart, reason: .timeout(firstPageLimit), url: options.maskedURL)
        }
        return try session.get()
    }

    private static func attachAtOnce(
        to connection: DevToolsConnection, _ options: Options, onConsole: @escaping @Sendable (String) -> Void
    ) async throws -> PageSession {
        let page = try await firstPage(of: connection)
        let attached = try await connection.call("Target.attachToTarget", ["targetId": .string(page), "flatten": true])
        guard let session = attached["sessionId"]?.string else { throw DevToolsError.refused("no session") }
        let gate = options.network.map {
            DocumentGate(
                $0, connection: connection, session: session, frame: page, seesServers: !options.isProxied)
        }
        let pageSession = PageSession(connection, session: session, options: options, gate: gate, onConsole: onConsole)
        Task { await pageSession.readEvents() }
        Task { await pageSession.readChatter() }
        for domain in ["Page.enable", "Runtime.enable", "Network.enable", "Log.enable", "Inspector.enable"] {
            _ = try await connection.call(domain, session: session)
        }
        _ = try await connection.call("Page.setLifecycleEventsEnabled", ["enabled": true], session: session)
        try await gate?.close()
        return pageSession
    }

    /// The browser answers before its first window is there, so wait for it to be announced. A page's identifier is that
    /// of its frame, too.
    private static func firstPage(of connection: DevToolsConnection) async throws -> String {
        _ = try await connection.call("Target.setDiscoverTargets", ["discover": true])
        for await event in connection.events where event.method == "Target.targetCreated" {
            let target = event.parameters["targetInfo"]
            if target?["type"] == "page", let id = target?["targetId"]?.string { return id }
        }
        throw DevToolsError.closed("its start")
    }

    private init(
        _ connection: DevToolsConnection, session: String, options: Options, gate: DocumentGate?,
        onConsole: @escaping @Sendable (String) -> Void
    ) {
        self.connection = connection
        self.session = session
        self.options = options
        self.gate = gate
        secrets = URLMask.secretValues(in: options.url)
        self.onConsole = onConsole
        (signals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(64))
    }

    /// Opens the page and returns once it has loaded; three tries when the failure may pass.
    func open() async throws {
        for attempt in 1... {
            do { return try await openOnce() } catch let error as PageError {
                guard error.isRetryable, attempt < 3 else { throw await documented(error) }
            }
        }
    }

    /// Returns when fonts are there and two frames have been drawn, so that the first recorded picture is whole.
    func waitUntilDrawn() async throws {
        let script = """
            document.fonts.ready.then(() => new Promise(done =>
              requestAnimationFrame(() => requestAnimationFrame(() => done(true)))))
            """
        var refusals = 0
        while true {
            do {
                _ = try await evaluate(script, limit: options.loadTimeout, step: .load)
                return
            } catch DevToolsError.refused(let reason) {
                // A page that goes on to another one takes the script along; the next one has to be drawn too.
                refusals += 1
                guard refusals < 5 else { throw await failure(.load, .browser(reason)) }
                try await Task.sleep(for: .milliseconds(200))
            } catch let error as PageError {
                throw await documented(error)
            } catch {
                throw await failure(.load, .browser("\(error)"))
            }
        }
    }

    /// Where the page's frames lie on the monotonic clock; nil when the page draws none.
    func displayPhase() async -> DisplayPhase? {
        await withDeadline(.milliseconds(300)) { [self] in
            guard let offset = await clockOffset(),
                let answer = try? await evaluate("new Promise(done => requestAnimationFrame(done))"),
                case .number(let milliseconds) = answer
            else { return nil }
            return DisplayPhase(claimed: milliseconds * 1e6 + offset, now: DisplayPhase.now)
        } ?? nil
    }

    /// What to add to `performance.now()`, in nanoseconds, for the monotonic clock: by the quickest of some answers.
    private func clockOffset() async -> Double? {
        var best: (roundTrip: UInt64, offset: Double)?
        for _ in 0..<5 {
            let before = DisplayPhase.now
            guard let answer = try? await evaluate("performance.now()"), case .number(let time) = answer else { continue }
            let roundTrip = DisplayPhase.now - before
            guard roundTrip < best?.roundTrip ?? .max else { continue }
            best = (roundTrip, Double(before) + Double(roundTrip) / 2 - time * 1e6)
        }
        return best?.offset
    }

    /// An error of `step` with the page's last words and picture.
    func failure(_ step: PageError.Step, _ reason: PageError.Reason) async -> PageError {
        await documented(PageError(step: step, reason: reason, url: options.maskedURL))
    }

    var consoleLines: [String] { console }

    private func openOnce() async throws {
        navigation = PageNavigation()
        defer { openings += 1 }
        // An attempt that is still on its way would be taken for the new one's failure.
        if openings > 0 { _ = try? await connection.call("Page.stopLoading", session: session) }
        // Answered when the server's headers are there, which may be never.
        let opened = try await answer(within: options.loadTimeout, step: .navigation) { [self] in
            try await connection.call("Page.navigate", ["url": .string(options.url)], session: session)
        }
        if let text = opened["errorText"]?.string, !text.isEmpty {
            // So a refusal shows up, and a renderer that dies during the navigation, as a crash a moment later.
            if text == "net::ERR_ABORTED", let reason = await load(limit: .seconds(1)), reason.explainsAbort {
                throw PageError(step: .load, reason: reason, url: options.maskedURL)
            }
            try refuse(text)
        }
        navigation.begin(opened["loaderId"]?.string)
        if let reason = await load(limit: options.loadTimeout) { throw PageError(step: .load, reason: reason, url: options.maskedURL) }
        if let status = navigation.status, status >= 400, !options.recordsErrorPages {
            throw PageError(step: .navigation, reason: .httpStatus(status), url: options.maskedURL)
        }
        if options.isTemplate, let text = try await templateError() {
            throw PageError(step: .template, reason: .template(text), url: options.maskedURL)
        }
    }

    /// Chromium reports an error status without a body as a failed navigation.
    private func refuse(_ errorText: String) throws {
        guard errorText == "net::ERR_HTTP_RESPONSE_CODE_FAILURE", let status = navigation.status else {
            throw PageError(step: .navigation, reason: .network(errorText), url: options.maskedURL)
        }
        guard !options.recordsErrorPages else { return }
        throw PageError(step: .navigation, reason: .httpStatus(status), url: options.maskedURL)
    }

    /// Waits for the load event; nil when it came.
    private func load(limit: Duration) async -> PageError.Reason? {
        if navigation.isLoaded { return nil }
        if let end = navigation.end { return end }
        let timer = Task {
            try await Task.sleep(for: limit)
            finishLoading(.timeout(limit))
        }
        defer { timer.cancel() }
        return await withCheckedContinuation { loadWaiter = $0 }
    }

    private func finishLoading(_ reason: PageError.Reason?) {
        loadWaiter?.resume(returning: reason)
        loadWaiter = nil
    }

    private func templateError() async throws -> String? {
        do {
            let text = try await evaluate(
                "document.querySelector('div.error')?.innerText ?? ''", limit: options.loadTimeout, step: .load)
            return text?.string.flatMap { $0.isEmpty ? nil : presentable($0) }
        } catch is DevToolsError { return nil }
    }

    /// A page that is busy for ever answers nothing: then a timeout of `step`.
    private func evaluate(_ expression: String, limit: Duration, step: PageError.Step) async throws -> JSONValue? {
        try await answer(within: limit, step: step) { [self] in try await evaluate(expression) }
    }

    private func answer<Answer: Sendable>(
        within limit: Duration, step: PageError.Step, _ body: @escaping @Sendable () async throws -> Answer
    ) async throws -> Answer {
        guard let result = await withDeadline(limit, { await Result { try await body() } }) else {
            throw PageError(step: step, reason: .timeout(limit), url: options.maskedURL)
        }
        return try result.get()
    }

    private func evaluate(_ expression: String) async throws -> JSONValue? {
        let answer = try await connection.call(
            "Runtime.evaluate",
            ["expression": .string(expression), "awaitPromise": true, "returnByValue": true], session: session)
        return answer["result"]?["value"]
    }

    private func documented(_ error: PageError) async -> PageError {
        var error = error
        error.consoleLines = console.suffix(5).map { String($0) }
        // A picture would show what is not to be seen.
        if case .refused = error.reason { return error }
        error.screenshotPath = await saveScreenshot()
        return error
    }

    private func saveScreenshot() async -> String? {
        guard let path = options.screenshotPath else { return nil }
        // A crashed page never answers; its picture is not worth waiting for.
        let answer = await withDeadline(.seconds(3)) { [connection, session] in
            try? await connection.call("Page.captureScreenshot", ["format": "png"], session: session)
        }
        guard let text = answer??["data"]?.string, let data = Data(base64Encoded: text),
            FileManager.default.createFile(atPath: path, contents: data)
        else { return nil }
        return path
    }

    // MARK: Events

    /// What of the browser's events a recording of a page looks at.
    static func interest(in event: DevToolsConnection.Event) -> DevToolsConnection.Interest {
        switch event.method {
        case "Target.targetCreated", "Target.detachedFromTarget", "Page.lifecycleEvent", "Page.frameNavigated",
            "Page.javascriptDialogOpening", "Inspector.targetCrashed", "Inspector.detached", "Fetch.requestPaused":
            .essential
        case "Network.responseReceived": event.parameters["type"] == "Document" ? .essential : .none
        case "Network.requestWillBeSent":
            event.parameters["type"] == "Document" && event.parameters["redirectResponse"] != nil ? .essential : .none
        case "Runtime.consoleAPICalled": signals(of: event.parameters).isEmpty ? .chatter : .essential
        case "Runtime.exceptionThrown", "Log.entryAdded": .chatter
        default: .none
        }
    }

    private func readChatter() async {
        for await event in connection.chatter where event.session == session { handle(event) }
    }

    private func readEvents() async {
        for await event in connection.events where event.session == nil || event.session == session {
            handle(event)
        }
        signal.yield(.browserEnded)
        signal.finish()
        endLoading(.browserEnded("during the page load"))
    }

    /// The page cannot load any more.
    private func endLoading(_ reason: PageError.Reason) {
        navigation.end = reason
        finishLoading(reason)
    }

    private func handle(_ event: DevToolsConnection.Event) {
        switch event.method {
        case "Page.lifecycleEvent":
            navigation.noteLifecycle(event.parameters)
            if navigation.isLoaded { finishLoading(nil) }
        case "Page.frameNavigated":
            navigation.noteFrame(event.parameters)
            if navigation.isLoaded { finishLoading(nil) }
        case "Page.javascriptDialogOpening": closeDialog(event.parameters)
        case "Network.responseReceived":
            navigation.noteResponse(event.parameters)
            checkAnswer(event.parameters)
        case "Network.requestWillBeSent": checkAnswer(event.parameters)
        case "Fetch.requestPaused":
            // The check asks a name server, which may take its time.
            Task { await gate?.decide(event.parameters) { self.refuse($0) } }
        case "Runtime.consoleAPICalled": handleConsole(event.parameters)
        case "Runtime.exceptionThrown":
            let details = event.parameters["exceptionDetails"]
            keep(details?["exception"]?["description"]?.string ?? details?["text"]?.string ?? "uncaught exception")
        case "Log.entryAdded": keep(event.parameters["entry"]?["text"]?.string ?? "")
        case "Inspector.targetCrashed":
            signal.yield(.crashed)
            endLoading(.rendererCrashed)
        case "Inspector.detached", "Target.detachedFromTarget":
            // The page closed itself.
            signal.yield(.browserEnded)
            endLoading(.browserEnded("the page closed"))
        default: break
        }
    }

    private func checkAnswer(_ parameters: JSONValue) {
        guard let gate, let refusal = gate.refusal(ofAnswer: parameters) else { return }
        refuse(refusal)
        Task { await gate.clear() }
    }

    private func refuse(_ refusal: NetworkGuardError) {
        signal.yield(.refused(refusal))
        endLoading(.refused(refusal))
    }

    /// Nobody is there to answer a dialog, and it would stop the page for good.
    private func closeDialog(_ parameters: JSONValue) {
        keep("\(parameters["type"]?.string ?? "dialog"): \(parameters["message"]?.string ?? "")")
        Task { [connection, session] in
            _ = try? await connection.call("Page.handleJavaScriptDialog", ["accept": true], session: session)
        }
    }

    private func handleConsole(_ parameters: JSONValue) {
        let arguments = parameters["args"]?.array ?? []
        keep(arguments.map(Self.text).joined(separator: " "))
        for found in Self.signals(of: parameters) where given.insert(found).inserted { signal.yield(found) }
    }

    /// Each argument counts as a whole: a page that merely mentions the word in a sentence does not start anything.
    private static func signals(of consoleCall: JSONValue) -> [Signal] {
        (consoleCall["args"]?.array ?? []).compactMap { argument in
            switch argument["value"] {
            case "START_RECORDING": .start
            case "END_RECORDING": .end
            default: nil
            }
        }
    }

    private static func text(_ argument: JSONValue) -> String {
        switch argument["value"] {
        case .string(let text): text
        case .number(let value): Int(exactly: value).map { "\($0)" } ?? "\(value)"
        case .bool(let value): "\(value)"
        case .null, .array, .object, nil: argument["description"]?.string ?? argument["type"]?.string ?? "?"
        }
    }

    /// What the page says, for a log. It may print the token it was opened with: masked before the text is cut, so that no
    /// half of one is left.
    private func presentable(_ text: String) -> String {
        let masked = secrets.reduce(text) { $0.replacingOccurrences(of: $1, with: Secret.mask) }
        return String(masked.prefix(Self.longestConsoleLine))
    }

    private func keep(_ line: String) {
        let line = presentable(line)
        console.append(line)
        if console.count > Self.keptConsoleLines { console.removeFirst() }
        onConsole(line)
    }
}

extension PageSession.Options {
    init(_ job: RecordingJob) {
        self.init(
            url: job.page.reveal(), maskedURL: job.page.description, isTemplate: job.isTemplate,
            loadTimeout: job.configuration.pageLoadTimeout, recordsErrorPages: job.configuration.recordErrorPages,
            screenshotPath: job.screenshotPath, network: job.network,
            isProxied: job.configuration.chromeFlags.contains { $0.name.hasPrefix("proxy-") && $0.value != .absent })
    }
}
