public import ServiceKit

/// Why a page could not be recorded, by the step that failed.
public struct PageError: Error, Sendable, CustomStringConvertible {
    public enum Step: String, Sendable {
        case browserStart = "browser start"
        case navigation, load
        case template
        case startSignal = "start signal"
        case recording
    }

    public enum Reason: Hashable, Sendable {
        /// Chromium's own network error name, `net::ERR_NAME_NOT_RESOLVED` for instance.
        case network(String)
        case httpStatus(Int)
        case timeout(Duration)
        /// What the page shows in its `div.error`.
        case template(String)
        case rendererCrashed
        /// The page went on to where it may not.
        case refused(NetworkGuardError)
        case browserEnded(String)
        case browser(String)

        /// Whether a navigation that the browser calls aborted may have ended for this.
        var explainsAbort: Bool {
            switch self {
            case .rendererCrashed, .refused: true
            case .network, .httpStatus, .timeout, .template, .browserEnded, .browser: false
            }
        }
    }

    public let step: Step
    public let reason: Reason
    /// The page's address, with its token masked.
    public let url: String
    /// The page's last console lines, oldest first.
    public var consoleLines: [String]
    /// Where a picture of the page in its failed state was saved.
    public var screenshotPath: String?

    public init(
        step: Step, reason: Reason, url: String, consoleLines: [String] = [], screenshotPath: String? = nil
    ) {
        self.step = step
        self.reason = reason
        self.url = url
        self.consoleLines = consoleLines
        self.screenshotPath = screenshotPath
    }

    /// Whether the same step may go well the next time (timeouts and connection resets).
    var isRetryable: Bool {
        switch reason {
        case .timeout: step == .load || step == .navigation
        case .network(let name):
            ["net::ERR_CONNECTION_RESET", "net::ERR_TIMED_OUT", "net::ERR_CONNECTION_TIMED_OUT",
                "net::ERR_NETWORK_CHANGED", "net::ERR_EMPTY_RESPONSE", "net::ERR_CONNECTION_CLOSED"].contains(name)
        case .httpStatus, .template, .rendererCrashed, .refused, .browserEnded, .browser: false
        }
    }

    /// Whether it is what the page's address leads to that is wrong, rather than what shows it.
    var isOfPage: Bool {
        switch (step, reason) {
        case (_, .template), (.navigation, _), (.load, _): true
        case (.browserStart, _), (.template, _), (.startSignal, _), (.recording, _): false
        }
    }

    public var description: String {
        var text = "\(prefix): \(detail)"
        if !consoleLines.isEmpty { text += "; last console lines: " + consoleLines.joined(separator: " | ") }
        if let screenshotPath { text += "; screenshot: \(screenshotPath)" }
        return text
    }

    private var prefix: String {
        switch (step, reason) {
        case (_, .template): "template error"
        case (.navigation, _), (.load, _): "page load error"
        case (.browserStart, _), (.template, _), (.startSignal, _), (.recording, _): "\(step.rawValue) failed"
        }
    }

    private var detail: String {
        switch reason {
        case .network(let name): "\(url): \(name)\(Self.remedy(name))"
        case .httpStatus(let status):
            "\(url) answered HTTP \(status); set record_error_pages: true to record error pages"
        case .timeout(let limit): timeoutDetail(limit)
        case .template(let text): text
        case .rendererCrashed: "the page \(url) crashed its renderer"
        case .refused(let error): "\(url) leads elsewhere: \(error)"
        case .browserEnded(let how): "the browser ended (\(how))"
        case .browser(let text): "\(url): \(text)"
        }
    }

    private func timeoutDetail(_ limit: Duration) -> String {
        switch step {
        case .startSignal:
            "Start signal not received: \(url) did not log START_RECORDING within \(limit) (start_signal_timeout)"
        case .browserStart: "the browser showed no page within \(limit)"
        case .navigation, .load, .template, .recording:
            "\(url) did not load within \(limit) (page_load_timeout)"
        }
    }

    private static func remedy(_ name: String) -> String {
        switch name {
        case "net::ERR_NAME_NOT_RESOLVED": " (the host name cannot be resolved; check url)"
        case "net::ERR_CONNECTION_REFUSED": " (nothing listens at that address; check url, host and port)"
        case "net::ERR_FILE_NOT_FOUND": " (no such file; check url)"
        case let name where name.hasPrefix("net::ERR_CERT"):
            " (its certificate is not trusted; insecure: true accepts it, for local testing only)"
        default: ""
        }
    }
}
