import JobScheduler
import RedisClient
import ServiceKit

extension ServiceOptions {
    /// The service's keys as YAML that can be read back, except that secrets are masked.
    var descriptionLines: [String] {
        var lines = redis.map { ["redis:"] + $0.descriptionLines.map { "  \($0)" } } ?? []
        lines += ["api_port: \(apiPort)", "prometheus_port: \(prometheusPort)"]
        lines.append("io_create_timeout: \(DurationText.write(createTimeout))")
        lines.append("io_update_timeout: \(DurationText.write(updateTimeout))")
        lines.append("io_selection_timeout: \(DurationText.write(selectionTimeout ?? .zero))")
        lines.append("io_workers: \(updateWorkers)")
        lines += ["cpu_cost:"] + costs.descriptionLines.map { "  \($0)" }
        lines += ["session_limits:"] + limits.descriptionLines.map { "  \($0)" }
        if !allowedAddresses.isEmpty {
            let entries = allowedAddresses.map { JSONText.quoted("\($0)") }
            lines += ["network:", "  allow: [\(entries.joined(separator: ", "))]"]
        }
        if let outputDirectory { lines.append("output_directory: \(JSONText.quoted(outputDirectory))") }
        lines.append("disallow_local_storage: \(disallowsLocalStorage)")
        if let stateDirectory { lines.append("state_directory: \(JSONText.quoted(stateDirectory))") }
        return lines + ["retention: \(DurationText.write(retention))", "development: \(isDevelopment)"]
    }
}

extension RedisOptions {
    fileprivate var descriptionLines: [String] {
        var lines = ["address: \(JSONText.quoted("\(address)"))", "db: \(database)"]
        if let username { lines.append("username: \(JSONText.quoted(username))") }
        if let password { lines.append("password: \(JSONText.quoted("\(password)"))") }
        if let tls { lines += ["tls:", "  enabled: true"] + tls.descriptionLines.map { "  \($0)" } }
        if let sentinel { lines += sentinel.descriptionLines }
        lines.append("dial_timeout: \(Int(dialTimeout / .milliseconds(1)))")
        return lines + ["read_timeout: \(Int(readTimeout / .milliseconds(1)))"]
    }
}

extension RedisTLSOptions {
    fileprivate var descriptionLines: [String] {
        let texts = [
            ("server_name", serverName), ("ca_cert_file", authorityFile), ("client_cert_file", certificateFile),
            ("client_key_file", keyFile),
        ]
        return texts.compactMap { key, text in text.map { "\(key): \(JSONText.quoted($0))" } } + ["insecure: \(!verifiesServer)"]
    }
}

extension RedisSentinelOptions {
    fileprivate var descriptionLines: [String] {
        let list = addresses.map { JSONText.quoted("\($0)") }.joined(separator: ", ")
        var lines = ["sentinel_master_name: \(JSONText.quoted(masterName))", "sentinel_addresses: [\(list)]"]
        if let username { lines.append("sentinel_username: \(JSONText.quoted(username))") }
        if let password { lines.append("sentinel_password: \(JSONText.quoted("\(password)"))") }
        return lines
    }
}

extension CPUCosts {
    fileprivate var descriptionLines: [String] {
        let limits = [
            "max_cpu_utilization: \(maxCPUUtilization)", "max_memory: \(maxMemory)", "memory_cost: \(memoryCost)",
            "sdk_audio_room_composite_memory_cost: \(sdkAudioRoomCompositeMemoryCost)",
            "memory_source: \(memorySource.rawValue)", "max_pulse_clients: \(maxPulseClients)",
        ]
        return limits + costs.sorted { $0.key.key < $1.key.key }.map { "\($0.key.key): \($0.value)" }
    }
}

extension SessionLimits {
    fileprivate var descriptionLines: [String] {
        let durations = [
            ("file_output_max_duration", fileDuration), ("stream_output_max_duration", streamDuration),
            ("segment_output_max_duration", segmentDuration), ("image_output_max_duration", imageDuration),
        ]
        return durations.map { "\($0): \(DurationText.write($1 ?? .zero))" } + ["file_output_max_size: \(fileSize ?? 0)"]
    }
}
