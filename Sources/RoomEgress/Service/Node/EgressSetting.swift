/// What a service is configured with, and how its jobs are.
public struct EgressSetting: Sendable {
    public let configuration: RecorderConfiguration
    /// The configuration as it was read, for the jobs' processes, and what to call it in errors.
    let text: String
    let source: String
    /// Of the variables that speak where the configuration is silent.
    let environment: [String: String]

    /// Reads a configuration (``RecorderConfiguration``) in YAML; `source` stands for it in errors.
    public init(yaml text: String, source: String, environment: [String: String] = [:]) throws {
        configuration = try RecorderConfiguration(yaml: text, source: source, environment: environment)
        self.text = text
        self.source = source
        self.environment = environment.filter { ["LIVEKIT_API_KEY", "LIVEKIT_API_SECRET", "LIVEKIT_WS_URL"].contains($0.key) }
    }
}
