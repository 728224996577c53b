/// The `cpu_cost` group of the configuration, in the units it is written in.
///
/// `cpu_kill_grace_sec` and `memory_kill_grace_sec` have no place here: no running job is ended for the node's load.
public struct CPUCosts: Hashable, Sendable {
    /// The kinds of job that have a key of their own.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case roomComposite = "room_composite_cpu_cost"
        case audioRoomComposite = "audio_room_composite_cpu_cost"
        /// Without a browser.
        case sdkAudioRoomComposite = "sdk_audio_room_composite_cpu_cost"
        case web = "web_cpu_cost"
        case audioWeb = "audio_web_cpu_cost"
        case participant = "participant_cpu_cost"
        case trackComposite = "track_composite_cpu_cost"
        case track = "track_cpu_cost"

        /// The key that stands in the configuration.
        public var key: String { rawValue }

        /// Connections to the sound server that a job of this kind is counted for.
        var soundClients: Int {
            switch self {
            case .roomComposite, .audioRoomComposite, .web, .audioWeb: 4
            case .sdkAudioRoomComposite, .participant, .trackComposite, .track: 0
            }
        }
    }

    /// Where memory in use is read.
    public enum MemorySource: String, CaseIterable, Hashable, Sendable {
        /// The resident memory of the service's processes.
        case processes = "proc_rss"
        /// The control group's working set; the processes' memory where there is no group.
        case controlGroup = "cgroup"
    }

    /// From 0 to 1.
    public var maxCPUUtilization = 0.8
    /// In GB; 0 sets no limit.
    public var maxMemory = 0.0
    /// What a job is counted for until it is measured, in GB.
    public var memoryCost = 0.0
    /// The same for a room's sound without a browser; 0 takes `memoryCost`.
    public var sdkAudioRoomCompositeMemoryCost = 0.0
    public var memorySource = MemorySource.processes
    public var maxPulseClients = 60
    /// Cores per kind, where configured. The others cost what their plan estimates.
    public var costs: [Kind: Double] = [:]

    public init() {}

    /// What a job counts for until it is measured. `requested` is the request's own word, above all others; otherwise
    /// the configuration's, and without it the plan's `estimate`, in cores.
    public func cost(of kind: Kind, estimate: Double, requested: Double? = nil) -> JobCost {
        JobCost(
            cpu: requested ?? configured(kind) ?? estimate, memory: bytes(memoryCost(of: kind)),
            soundClients: kind.soundClients)
    }

    /// What a node with `cores` lends under this configuration.
    public func limits(cores: Double) -> AdmissionLimits {
        var limits = AdmissionLimits(cores: cores)
        limits.maxCPUUtilization = maxCPUUtilization
        limits.maxMemory = maxMemory > 0 ? bytes(maxMemory) : nil
        limits.maxSoundClients = maxPulseClients
        return limits
    }

    private func configured(_ kind: Kind) -> Double? {
        kind == .sdkAudioRoomComposite ? costs[kind] ?? costs[.audioRoomComposite] : costs[kind]
    }

    private func memoryCost(of kind: Kind) -> Double {
        let own = kind == .sdkAudioRoomComposite ? sdkAudioRoomCompositeMemoryCost : 0
        return own > 0 ? own : memoryCost
    }

    private func bytes(_ gigabytes: Double) -> UInt64 {
        let bytes = gigabytes * Double(1 << 30)
        return bytes > 0 ? UInt64(exactly: bytes.rounded()) ?? .max : 0
    }
}
