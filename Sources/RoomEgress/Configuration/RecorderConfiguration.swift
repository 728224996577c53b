public import Cryptography
public import ServiceKit

/// The recorder's configuration, validated.
public struct RecorderConfiguration: Sendable {
    // The LiveKit server whose rooms templates show; needed for templates alone.
    public var apiKey: String?
    public var apiSecret: Secret?
    /// The server's `ws://` or `wss://` address.
    public var webSocketURL: String?

    public var template = TemplateBase.standard
    /// Lets pages load insecure content and skip same-origin rules, and accepts any certificate, of pages and of RTMPS servers.
    public var insecure = false

    /// 0 is off.
    public var healthPort = 0
    public var logLevel = LogLevel.info
    public var logFormat = LogFormat.text
    /// Carried by every log line when set.
    public var clusterID: String?

    /// What a request's missing options fall back to.
    public var defaults = EncodingOptions.recorderDefaults

    /// The browser; nil searches the usual names.
    public var chromePath: String?
    public var enableChromeSandbox = false
    /// Set over the recorder's own switches.
    public var chromeFlags: [ChromeFlag] = []

    /// How long the page may take to log `START_RECORDING`; nil waits for ever.
    public var startSignalTimeout: Duration?
    public var pageLoadTimeout = Duration.seconds(30)
    /// Records pages answered with status 400 or above instead of failing.
    public var recordErrorPages = false

    public var tracks = TrackSettings()
    public var storage = StorageSettings()

    /// Holds a folder per job while it runs; nil is the system's.
    public var temporaryDirectory: String?
    /// Receives the screenshots and console lines of pages that failed; nil is beside the output.
    public var diagnosticsDirectory: String?

    /// What only the service looks at.
    public var service = ServiceOptions()

    public init() {}

    /// GStreamer's debug level that goes with the log level, for when `GST_DEBUG` is unset.
    public var mediaLogLevel: Int {
        switch logLevel {
        case .debug: 2
        case .info, .warn, .error: 1
        case .fatal, .panic: 0
        }
    }

    /// The key of the room server that is missing, if one is.
    var missingRoomKey: String? {
        if apiKey == nil { return "api_key" }
        if apiSecret == nil { return "api_secret" }
        return webSocketURL == nil ? "ws_url" : nil
    }
}
