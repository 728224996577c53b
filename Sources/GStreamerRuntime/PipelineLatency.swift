public import MediaTypes

/// What a pipeline's sources and filters say of their delay.
public struct PipelineLatency: Hashable, Sendable {
    /// Whether data comes at the pace of the clock.
    public var isLive: Bool
    /// The least delay between capture and the sinks.
    public var minimum: MediaTime
    /// The most the pipeline can hold back; `nil` when unlimited.
    public var maximum: MediaTime?
}
