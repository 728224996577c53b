public import Cryptography

/// A request that has been checked against the configuration: everything a recording needs to know.
public struct RecordingPlan: Sendable {
    public let page: PageURL
    /// Whether the page shows a room, by a template.
    public let isTemplate: Bool
    /// Whether recording waits for the page to log `START_RECORDING`.
    public let awaitsStartSignal: Bool
    public let output: Output
    public let encoding: EncodingOptions

    public enum Output: Hashable, Sendable {
        /// Ends in `.mp4`.
        case file(path: String)
        /// At least one; each contains `://`, and its stream key.
        case streams([Secret])
    }

    /// Who the recorder is to a room, and when.
    public struct Recorder: Sendable {
        /// `RR_` and a random part.
        public var identity: String
        /// Seconds since the Unix epoch; the token is valid for a day from then.
        public var now: Int64

        public init(identity: String, now: Int64) {
            self.identity = identity
            self.now = now
        }

        /// A recorder with a new identity.
        public init(now: Int64) throws {
            self.init(identity: try RandomBytes.identifier(prefix: "RR_"), now: now)
        }
    }

    /// Throws a `RequestError` for what is wrong with the request, the documented text where there is one.
    public init(_ request: RecordingRequest, configuration: RecorderConfiguration, recorder: Recorder) throws {
        page = try RecordingPlan.page(of: request, configuration: configuration, recorder: recorder)
        isTemplate = request.template != nil
        awaitsStartSignal = request.template != nil || request.awaitStartSignal
        output = try RecordingPlan.output(of: request)
        let encoding = try EncodingOptions(resolving: request.options, defaults: configuration.defaults)
        if case .streams = output, encoding.audioCodec == .opus {
            throw RequestError.incompatible(format: "video/x-flv", codec: "audio/opus")
        }
        self.encoding = encoding
    }

    /// The page a request shows, without looking at its outputs: for trying a template in a browser.
    public static func page(
        of request: RecordingRequest, configuration: RecorderConfiguration, recorder: Recorder
    ) throws -> PageURL {
        switch (request.url, request.template) {
        case (_?, nil) where request.track != nil: throw RequestError.trackWithPage(field: "url")
        case (_, _?) where request.track != nil: throw RequestError.trackWithPage(field: "template")
        case (nil, nil): throw RequestError.missingInput
        case (_?, _?): throw RequestError.severalInputs
        case (let url?, nil): return try PageURL(url)
        case (nil, let template?):
            return try templatePage(template, configuration: configuration, recorder: recorder)
        }
    }

    private static func templatePage(
        _ template: RecordingRequest.Template, configuration: RecorderConfiguration, recorder: Recorder
    ) throws -> PageURL {
        guard let room = template.roomName, !room.isEmpty else { throw RequestError.missingRoomName }
        let base = try base(of: template) ?? configuration.template
        guard let apiKey = configuration.apiKey, let apiSecret = configuration.apiSecret,
            let webSocketURL = configuration.webSocketURL
        else { throw RequestError.missingConfiguration(key: configuration.missingRoomKey ?? "api_key") }
        let token = AccessToken(
            apiKey: apiKey, identity: recorder.identity, video: .recorder(in: room), now: recorder.now)
        return try TemplateURL.make(
            base: base,
            parameters: TemplateURL.Parameters(
                layout: template.layout ?? "", webSocketURL: webSocketURL, token: try token.signed(with: apiSecret)))
    }

    private static func base(of template: RecordingRequest.Template) throws(RequestError) -> TemplateBase? {
        switch (template.baseURL, template.customBaseURL) {
        case (nil, nil): nil
        case (_?, _?): throw .severalTemplateBases
        case (let base?, nil): .layoutInPath(try webAddress(base, field: "template.base_url"))
        case (nil, let base?): .layoutInQuery(try webAddress(base, field: "template.custom_base_url"))
        }
    }

    private static func webAddress(_ text: String, field: String) throws(RequestError) -> String {
        let address = try PageURL(text, field: field).reveal()
        guard PageURL.isWebAddress(address) else {
            throw .invalidURL(field: field, reason: "give an http or https address")
        }
        return address
    }

    private static func output(of request: RecordingRequest) throws(RequestError) -> Output {
        switch (request.filePath, request.streamURLs) {
        case (_?, _?): throw .severalOutputs
        case (let path?, nil):
            let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
            guard name.hasSuffix(".mp4"), name != ".mp4", !path.utf8.contains(0) else { throw .wrongFileName }
            return .file(path: path)
        case (nil, let urls?) where !urls.isEmpty:
            guard urls.allSatisfy({ $0.reveal().contains("://") }) else { throw .invalidStreamURL }
            return .streams(urls)
        case (nil, _): throw .missingOutput
        }
    }
}
