internal import Cryptography
internal import ServiceKit

extension RecorderConfiguration {
    /// The whole configuration as YAML that can be read back, except that secrets are masked.
    public var checkedDescription: String {
        var lines: [String] = []
        func add(_ key: String, _ value: String?) {
            if let value { lines.append("\(key): \(value)") }
        }
        func quoted(_ text: String?) -> String? { text.map(JSONText.quoted) }
        add("api_key", quoted(apiKey))
        add("api_secret", apiSecret.map { JSONText.quoted($0.description) })
        add("ws_url", quoted(webSocketURL.map(URLMask.masked)))
        switch template {
        case .layoutInPath(let address): add("template_address", quoted(URLMask.masked(address)))
        case .layoutInQuery(let address): add("template_base", quoted(URLMask.masked(address)))
        }
        add("insecure", "\(insecure)")
        add("health_port", "\(healthPort)")
        add("cluster_id", quoted(clusterID))
        lines += ["logging:", "  level: \(logLevel.rawValue)", "  json: \(logFormat == .json)"]
        lines += ["defaults:"] + defaults.descriptionLines.map { "  \($0)" }
        add("chrome_path", quoted(chromePath))
        add("enable_chrome_sandbox", "\(enableChromeSandbox)")
        if !chromeFlags.isEmpty { lines += ["chrome_flags:"] + chromeFlags.map { "  \($0.line)" } }
        add("start_signal_timeout", startSignalTimeout.map(DurationText.write) ?? "0s")
        add("page_load_timeout", DurationText.write(pageLoadTimeout))
        add("record_error_pages", "\(recordErrorPages)")
        add("track_file_format", tracks.fileFormat.rawValue)
        add("websocket_encoding", tracks.webSocketEncoding.rawValue)
        add("temporary_directory", quoted(temporaryDirectory))
        add("diagnostics_directory", quoted(diagnosticsDirectory))
        lines += storage.descriptionLines + service.descriptionLines
        return lines.joined(separator: "\n") + "\n"
    }
}

extension EncodingOptions {
    fileprivate var descriptionLines: [String] {
        var lines = [
            "width: \(width)", "height: \(height)", "depth: \(depth.rawValue)", "framerate: \(frameRate)",
            "profile: \(profile.rawValue)", "video_bitrate: \(videoBitrate)", "audio_codec: \(audioCodec.rawValue.uppercased())",
            "audio_bitrate: \(audioBitrate)", "audio_frequency: \(audioFrequency)",
        ]
        if let interval = keyFrameInterval {
            let parts = interval.components
            lines.append("key_frame_interval: \(Double(parts.seconds) + Double(parts.attoseconds) / 1e18)")
        }
        if let videoQuality { lines.append("video_quality: \(videoQuality)") }
        if let audioQuality { lines.append("audio_quality: \(audioQuality)") }
        return lines
    }
}

extension ChromeFlag {
    fileprivate var line: String {
        switch value {
        case .present: "\(JSONText.quoted(name)): true"
        case .absent: "\(JSONText.quoted(name)): false"
        case .text(let text): "\(JSONText.quoted(name)): \(JSONText.quoted(URLMask.masked(text)))"
        }
    }
}
