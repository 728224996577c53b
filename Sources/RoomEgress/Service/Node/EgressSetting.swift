/// What a service is configured with, and how its jobs are.
public struct EgressSetting: Sendable {
    public var configuration: RecorderConfiguration
    /// The configuration as it was read, for the jobs' processes.
    public var configurationText: String
    public var configurationName: String
    /// Of the variables that speak where the configuration is silent.
    public var environment: [String: String]

    public init(
        configuration: RecorderConfiguration, configurationText: String, configurationName: String,
        environment: [String: String]
    ) {
        self.configuration = configuration
        self.configurationText = configurationText
        self.configurationName = configurationName
        self.environment = environment.filter { ["LIVEKIT_API_KEY", "LIVEKIT_API_SECRET", "LIVEKIT_WS_URL"].contains($0.key) }
    }
}
