import JobScheduler
import RedisClient
import ServiceKit

extension ServiceOptions {
    /// Reads the service's keys of the configuration.
    init(reading section: DocumentSection) throws {
        if let redis = try section.section("redis") { self.redis = try RedisOptionsReader.read(redis) }
        apiPort = try section.integer("api_port", in: 1...65_535) ?? apiPort
        prometheusPort = try section.integer("prometheus_port", in: 0...65_535) ?? prometheusPort
        createTimeout = try Self.duration(section, "io_create_timeout") ?? createTimeout
        updateTimeout = try Self.duration(section, "io_update_timeout") ?? updateTimeout
        selectionTimeout = try Self.duration(section, "io_selection_timeout")
        if let workers = try section.integer("io_workers", in: 0...64), workers > 0 { updateWorkers = workers }
        if let costs = try section.section("cpu_cost") { self.costs = try CPUCostsReader.read(costs) }
        if let limits = try section.section("session_limits") { self.limits = try Self.limits(limits) }
        if let network = try section.section("network") {
            allowedAddresses = try network.addressEntries("allow") ?? []
            try network.rejectUnknownKeys()
        }
        outputDirectory = try section.text("output_directory")
        disallowsLocalStorage = try section.boolean("disallow_local_storage") ?? false
        stateDirectory = try section.text("state_directory")
        retention = try Self.duration(section, "retention") ?? retention
        isDevelopment = try section.boolean("development") ?? false
    }

    private static func limits(_ section: DocumentSection) throws -> SessionLimits {
        var limits = SessionLimits()
        limits.fileDuration = try duration(section, "file_output_max_duration")
        limits.streamDuration = try duration(section, "stream_output_max_duration")
        limits.segmentDuration = try duration(section, "segment_output_max_duration")
        limits.imageDuration = try duration(section, "image_output_max_duration")
        if let size = try section.integer("file_output_max_size", in: 0 ... .max), size > 0 {
            limits.fileSize = UInt64(size)
        }
        try section.rejectUnknownKeys()
        return limits
    }

    /// Zero is how the documents spell "the default".
    private static func duration(_ section: DocumentSection, _ key: String) throws -> Duration? {
        try section.duration(key).flatMap { $0 > .zero ? $0 : nil }
    }
}

/// The `cpu_cost` group.
enum CPUCostsReader {
    static func read(_ section: DocumentSection) throws -> CPUCosts {
        var costs = CPUCosts()
        func number(_ key: String) throws -> Double? {
            try section.number(key, in: 0 ... .greatestFiniteMagnitude).flatMap { $0 > 0 ? $0 : nil }
        }
        if let share = try section.number("max_cpu_utilization", in: 0...1), share > 0 { costs.maxCPUUtilization = share }
        costs.maxMemory = try number("max_memory") ?? costs.maxMemory
        costs.memoryCost = try number("memory_cost") ?? costs.memoryCost
        costs.sdkAudioRoomCompositeMemoryCost =
            try number("sdk_audio_room_composite_memory_cost") ?? costs.sdkAudioRoomCompositeMemoryCost
        if let source = try section.choice("memory_source", of: CPUCosts.MemorySource.allCases.map(\.rawValue)) {
            costs.memorySource = CPUCosts.MemorySource(rawValue: source) ?? costs.memorySource
        }
        if let clients = try section.integer("max_pulse_clients", in: 0...100_000), clients > 0 {
            costs.maxPulseClients = clients
        }
        for kind in CPUCosts.Kind.allCases { costs.costs[kind] = try number(kind.key) }
        // Validated and without effect: no running job is ended for the node's load.
        _ = try (section.integer("cpu_kill_grace_sec"), section.integer("memory_kill_grace_sec"))
        try section.rejectUnknownKeys()
        return costs
    }
}
