public import Cryptography
internal import ServiceKit

/// A recording request as it was asked, not yet checked as a whole; `RecordingPlan` does that.
public struct RecordingRequest: Hashable, Sendable {
    public var url: String?
    public var template: Template?
    /// A track of a room, exported as it is.
    public var track: TrackRequest?
    public var filePath: String?
    /// Destinations; each holds its stream key.
    public var streamURLs: [Secret]?
    public var options = RecordingOptions()
    /// Whether a plain page, too, says when to start.
    public var awaitStartSignal = false

    public struct Template: Hashable, Sendable {
        public var layout: String?
        public var roomName: String?
        /// Where the recorder's form of templates is served.
        public var baseURL: String?
        /// Where the egress service's form of templates is served.
        public var customBaseURL: String?

        public init(
            layout: String? = nil, roomName: String? = nil, baseURL: String? = nil, customBaseURL: String? = nil
        ) {
            self.layout = layout
            self.roomName = roomName
            self.baseURL = baseURL
            self.customBaseURL = customBaseURL
        }
    }

    public init() {}

    /// Reads protobuf JSON: names in snake or camel case, enumerations by name or number, numbers also as text.
    /// `source` names the text in errors.
    public init(json text: String, source: String) throws {
        let section = try ConfigurationDocument(json: text, source: source).rootSection()
        url = try section.text("url")
        filePath = try section.text("filepath")
        awaitStartSignal = try section.boolean("await_start_signal") ?? false
        if let template = try section.section("template") { self.template = try Template(reading: template) }
        if let track = try section.section("track") { self.track = try TrackRequest(reading: track) }
        if let rtmp = try section.section("rtmp") {
            streamURLs = (try rtmp.strings("urls") ?? []).map(Secret.init)
            try rtmp.rejectUnknownKeys()
        }
        if let options = try section.section("options") {
            self.options = try RecordingOptions(reading: options)
            try options.rejectUnknownKeys()
        }
        try section.rejectUnknownKeys()
    }

    /// Finds and reads the request.
    public static func load(
        file: String? = nil, body: String? = nil, environment: [String: String]
    ) throws -> RecordingRequest {
        let source = try DocumentSource.request(file: file, body: body, environment: environment)
        return try RecordingRequest(json: source.read(), source: source.name)
    }
}

extension RecordingRequest.Template {
    fileprivate init(reading section: DocumentSection) throws {
        layout = try section.text("layout")
        roomName = try section.text("room_name")
        baseURL = try section.text("base_url")
        customBaseURL = try section.text("custom_base_url")
        try section.rejectUnknownKeys()
    }
}
