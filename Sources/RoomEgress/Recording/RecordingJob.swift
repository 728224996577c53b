public import Cryptography

/// Everything one recording of a page needs, validated: what `EgressPlanner` makes out of request and configuration.
public struct RecordingJob: Sendable {
    /// Names the job in logs and results.
    public var id: String
    public var page: Page
    public var encoding: EncodingOptions
    public var outputs: [Output]
    public var browser: BrowserSettings
    /// Ends the recording after this much media; nil for no limit.
    public var duration: Duration?
    /// Where a failed page's picture goes; nil for beside the file output, or nowhere without one.
    public var screenshotPath: String?

    public struct Page: Sendable {
        /// What the browser opens; may hold a token.
        public var url: Secret
        /// The same for logs and errors.
        public var maskedURL: String
        /// Whether `div.error` on the page is a failure.
        public var isTemplate: Bool
        /// Whether recording waits until the page logs START_RECORDING.
        public var awaitsStartSignal: Bool
        /// Nil waits without end.
        public var startSignalTimeout: Duration?
        public var loadTimeout: Duration
        public var recordsErrorPages: Bool
    }

    public enum Output: Hashable, Sendable {
        /// An MP4 file at this path.
        case file(String)
        /// Streams, each independent of the others.
        case streams([StreamURL])
    }

    public struct BrowserSettings: Sendable {
        public var chromePath: String
        public var isInsecure: Bool
        public var isSandboxed: Bool
        /// Switches beside ours; nil takes one of ours away.
        public var switches: [String: String?]
        public var temporaryDirectory: String?
    }
}
