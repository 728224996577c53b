internal import Cryptography
internal import ServiceKit

extension RecorderConfiguration {
    /// Reads YAML. Where the text is silent, `environment` speaks: `LIVEKIT_API_KEY`, `LIVEKIT_API_SECRET`,
    /// `LIVEKIT_WS_URL`.
    ///
    /// Every key of the recorder's and of the egress service's documents is known. One whose feature does not exist
    /// yet is validated, and then refused unless its value asks for nothing: off, empty, or the documented default.
    public init(yaml text: String, source: String, environment: [String: String] = [:]) throws {
        self.init()
        let document = try ConfigurationDocument(yaml: text, source: source)
        if case .null = document.root.value {
            try readEnvironment(environment)
            return
        }
        try read(document.rootSection(), environment: environment)
        try readEnvironment(environment)
    }

    /// Reads all there is in a configuration.
    mutating func read(_ section: DocumentSection, environment: [String: String] = [:]) throws {
        try readRoom(section)
        try readTemplate(section)
        try readLogging(section)
        try readBrowser(section)
        try readPage(section)
        try readTracks(section)
        if let defaults = try section.section("defaults") {
            self.defaults = try EncodingDefaultsReader.read(defaults)
        }
        service = try ServiceOptions(reading: section)
        storage = try StorageSettingsReader(environment: environment.filter { !$0.value.isEmpty }).read(section)
        try LaterFeatures.check(section)
        try section.rejectUnknownKeys()
    }

    /// Finds, reads and validates the configuration.
    public static func load(
        file: String? = nil, body: String? = nil, environment: [String: String]
    ) throws -> RecorderConfiguration {
        let source = try DocumentSource.configuration(file: file, body: body, environment: environment)
        return try RecorderConfiguration(yaml: source.read(), source: source.name, environment: environment)
    }

    private mutating func readRoom(_ section: DocumentSection) throws {
        apiKey = try section.text("api_key")
        apiSecret = try section.secret("api_secret").flatMap { $0.isEmpty ? nil : $0 }
        webSocketURL = try section.text("ws_url")
        if let url = webSocketURL, !RecorderConfiguration.isRoomURL(url) {
            throw section.error("ws_url", .wrongValue(found: URLMask.masked(url), expected: "an address that begins with ws:// or wss://"))
        }
        insecure = try section.boolean("insecure") ?? insecure
        healthPort = try section.integer("health_port", in: 0...65_535) ?? healthPort
        clusterID = try section.text("cluster_id")
    }

    private mutating func readTemplate(_ section: DocumentSection) throws {
        let address = try section.text("template_address")
        let base = try section.text("template_base")
        guard address == nil || base == nil else {
            throw section.error("template_base", .invalid("template_address is given too; keep one of them"))
        }
        for (key, value) in [("template_address", address), ("template_base", base)] {
            guard let value, !PageURL.isWebAddress(value) else { continue }
            throw section.error(key, .wrongValue(found: URLMask.masked(value), expected: "an address that begins with http:// or https://"))
        }
        if let address { template = .layoutInPath(address) }
        if let base { template = .layoutInQuery(base) }
    }

    private mutating func readLogging(_ section: DocumentSection) throws {
        let levels = LogLevel.allCases.map(\.rawValue)
        let older = try section.choice("log_level", of: levels)
        let logging = try section.section("logging")
        let level = try logging?.choice("level", of: levels) ?? older
        logLevel = level.flatMap(LogLevel.init(rawValue:)) ?? logLevel
        if let json = try logging?.boolean("json") { logFormat = json ? .json : .text }
        guard let logging else { return }
        try LaterFeatures.refuse(logging, switches: ["sample"])
        if let levels = try logging.dictionary("component_levels"), !levels.isEmpty {
            throw LaterFeatures.notSupported(logging, "component_levels")
        }
        try logging.rejectUnknownKeys()
    }

    private mutating func readBrowser(_ section: DocumentSection) throws {
        chromePath = try section.text("chrome_path")
        enableChromeSandbox = try section.boolean("enable_chrome_sandbox") ?? enableChromeSandbox
        chromeFlags = try section.dictionary("chrome_flags").map { pairs in
            pairs.map { name, value in
                switch value {
                case nil, "", "true": ChromeFlag(name, .present)
                case "false": ChromeFlag(name, .absent)
                case let text?: ChromeFlag(name, .text(text))
                }
            }
        } ?? chromeFlags
    }

    private mutating func readPage(_ section: DocumentSection) throws {
        // Zero is how the documents spell "off".
        startSignalTimeout = try section.duration("start_signal_timeout").flatMap { $0 == .zero ? nil : $0 }
        if let timeout = try section.duration("page_load_timeout") {
            guard timeout > .zero else {
                throw section.error("page_load_timeout", .invalid("a page needs some time; give for example 30s"))
            }
            pageLoadTimeout = timeout
        }
        recordErrorPages = try section.boolean("record_error_pages") ?? recordErrorPages
        temporaryDirectory = try section.text("temporary_directory")
        diagnosticsDirectory = try section.text("diagnostics_directory")
    }

    private mutating func readTracks(_ section: DocumentSection) throws {
        let formats = TrackSettings.FilePreference.allCases.map(\.rawValue)
        tracks.fileFormat = try section.choice("track_file_format", of: formats).flatMap { .init(rawValue: $0) }
            ?? tracks.fileFormat
        let encodings = TrackSettings.WebSocketEncoding.allCases.map(\.rawValue)
        tracks.webSocketEncoding = try section.choice("websocket_encoding", of: encodings).flatMap { .init(rawValue: $0) }
            ?? tracks.webSocketEncoding
    }

    private mutating func readEnvironment(_ environment: [String: String]) throws {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        apiKey = apiKey ?? value("LIVEKIT_API_KEY")
        apiSecret = apiSecret ?? value("LIVEKIT_API_SECRET").map(Secret.init)
        guard webSocketURL == nil, let url = value("LIVEKIT_WS_URL") else { return }
        try setRoomURL(url, source: "LIVEKIT_WS_URL")
    }

    /// `source` names where the address is from in the error for one that is none.
    public mutating func setRoomURL(_ url: String, source: String) throws {
        guard RecorderConfiguration.isRoomURL(url) else {
            throw DocumentError(
                source: source, position: nil, keyPath: "ws_url",
                problem: .wrongValue(found: URLMask.masked(url), expected: "an address that begins with ws:// or wss://"))
        }
        webSocketURL = url
    }

    private static func isRoomURL(_ text: String) -> Bool {
        // Server SDKs take the http forms too and connect to the same place.
        ["ws://", "wss://", "http://", "https://"].contains { text.hasPrefix($0) && text.utf8.count > $0.utf8.count }
            && !text.contains(where: \.isWhitespace)
    }
}

extension DocumentSection {
    /// Text; empty counts as absent.
    func text(_ key: String) throws(DocumentError) -> String? {
        guard let value = try string(key), !value.isEmpty else { return nil }
        return value
    }
}
