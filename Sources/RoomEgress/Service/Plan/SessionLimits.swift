/// The `session_limits` group of the configuration: how long and how large the outputs of an egress may get.
public struct SessionLimits: Hashable, Sendable {
    /// Nil sets no limit.
    public var fileDuration: Duration?
    public var streamDuration: Duration?
    public var segmentDuration: Duration?
    public var imageDuration: Duration?
    /// In bytes; nil sets no limit.
    public var fileSize: UInt64?

    public init() {}
}
