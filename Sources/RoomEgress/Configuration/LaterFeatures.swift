internal import Cryptography
internal import ServiceKit

/// The documented keys whose feature does not exist yet.
///
/// Each is validated first, so that a slip is found early, and then refused by name when it asks for something. Off,
/// empty and the documented default ask for nothing.
enum LaterFeatures {
    static func check(_ section: DocumentSection) throws(DocumentError) {
        try checkServices(section)
        try checkMedia(section)
    }

    // MARK: Groups

    private static func checkServices(_ section: DocumentSection) throws(DocumentError) {
        try refuse(
            section, switches: ["enable_sync_engine", "enable_one_shot_sender_report_sync"],
            ports: [("debug_handler_port", 0), ("template_port", 7_980)], numbers: [("video_encoder_threads", 0)])
        // A negative number turns the reaping off.
        if let grace = try section.integer("pulse_sink_reap_grace_sec"), grace != 30 {
            throw notSupported(section, "pulse_sink_reap_grace_sec")
        }
        if try section.text("node_id") != nil {
            throw section.error("node_id", .invalid("the node's name is made at every start; remove the key"))
        }
        if let debug = try section.section("debug") {
            try refuse(
                debug, switches: ["enable_profiling", "enable_track_logging", "enable_stream_logging",
                    "enable_chrome_logging"])
            try checkStores(debug)
            try debug.rejectUnknownKeys()
        }
    }

    private static func checkMedia(_ section: DocumentSection) throws(DocumentError) {
        if let controller = try section.section("audio_tempo_controller") {
            try refuse(controller, switches: ["enabled"], numbers: [("adjustment_rate", 0.05)])
            try controller.rejectUnknownKeys()
        }
        if let latency = try section.section("latency") { try checkLatency(latency) }
        if let overrides = try section.section("latency_overrides") {
            for kind in ["room_composite", "web", "participant", "track_composite", "track", "media", "template"] {
                if let latency = try overrides.section(kind) { try checkLatency(latency) }
            }
            try overrides.rejectUnknownKeys()
        }
    }

    private static func checkLatency(_ section: DocumentSection) throws(DocumentError) {
        try refuse(
            section,
            durations: [
                ("jitter_buffer_latency", .seconds(2)), ("audio_mixer_latency", .milliseconds(2_750)),
                ("pipeline_latency", .seconds(3)), ("old_packet_threshold", .milliseconds(2_200)),
                ("rtpmaxallowedtsdiff", .seconds(5)), ("rtpmaxdriftadjustment", .milliseconds(5)),
            ])
        try section.rejectUnknownKeys()
    }

    // MARK: Stores

    private static func checkStores(_ section: DocumentSection) throws(DocumentError) {
        if let s3 = try section.section("s3") { try refuseS3(s3) }
        if let azure = try section.section("azure") { try refuseAzure(azure) }
        if let gcp = try section.section("gcp") {
            if let proxy = try gcp.section("proxy_config") { try checkProxy(proxy) }
            try refuseStore(gcp, texts: ["bucket"], secrets: ["credentials_json"])
        }
        if let alioss = try section.section("alioss") {
            try refuseStore(alioss, texts: ["endpoint", "region", "bucket"], secrets: ["access_key", "secret"])
        }
    }

    private static func refuseS3(_ section: DocumentSection) throws(DocumentError) {
        if let proxy = try section.section("proxy_config") { try checkProxy(proxy) }
        _ = try section.integer("max_retries", in: 0 ... .max)
        _ = try (section.duration("min_retry_delay"), section.duration("max_retry_delay"))
        _ = try (section.boolean("force_path_style"), section.dictionary("metadata"))
        try refuseStore(
            section,
            texts: ["region", "endpoint", "bucket", "assume_role_arn", "tagging", "content_disposition"],
            secrets: ["access_key", "secret", "session_token", "assume_role_external_id"])
    }

    private static func refuseAzure(_ section: DocumentSection) throws(DocumentError) {
        try refuseStore(section, texts: ["account_name", "container_name"], secrets: ["account_key"])
    }

    private static func checkProxy(_ section: DocumentSection) throws(DocumentError) {
        _ = try (section.string("url"), section.string("username"), section.secret("password"))
        try section.rejectUnknownKeys()
    }

    /// A store is used as soon as anything in it is set.
    private static func refuseStore(
        _ section: DocumentSection, texts: [String], secrets: [String]
    ) throws(DocumentError) {
        for key in texts { _ = try section.string(key) }
        for key in secrets { _ = try section.secret(key) }
        try section.rejectUnknownKeys()
        guard section.isEmpty else {
            throw DocumentError(
                source: section.source, position: section.position, keyPath: section.keyPath, problem: notSupportedYet)
        }
    }

    // MARK: One key

    /// Reads keys of each kind and refuses the first that asks for something.
    static func refuse(
        _ section: DocumentSection, texts: [String] = [], secrets: [String] = [], lists: [String] = [],
        switches: [String] = [], ports: [(String, Int)] = [], durations: [(String, Duration)] = [],
        numbers: [(String, Double)] = []
    ) throws(DocumentError) {
        var used: [String] = []
        for key in texts where try section.text(key) != nil { used.append(key) }
        for key in secrets { if let secret = try section.secret(key), !secret.isEmpty { used.append(key) } }
        for key in lists { if let list = try section.strings(key), !list.isEmpty { used.append(key) } }
        for key in switches where try section.boolean(key) == true { used.append(key) }
        for (key, value) in ports {
            if let given = try section.integer(key, in: 0...65_535), given != value { used.append(key) }
        }
        for (key, value) in durations {
            if let given = try section.duration(key), given != .zero, given != value { used.append(key) }
        }
        for (key, value) in numbers {
            let given = try section.number(key, in: 0 ... .greatestFiniteMagnitude)
            if let given, given != 0, given != value { used.append(key) }
        }
        if let first = used.first { throw notSupported(section, first) }
    }

    private static let notSupportedYet = DocumentError.Problem.invalid("not supported yet; remove the key")

    static func notSupported(_ section: DocumentSection, _ key: String) -> DocumentError {
        section.error(key, notSupportedYet)
    }
}
