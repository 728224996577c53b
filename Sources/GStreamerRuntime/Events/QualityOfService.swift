public import MediaTypes

/// What an element says of data that came too late.
public struct QualityOfService: Hashable, Sendable {
    public var element: String
    /// Running time of the data; `nil` when the element does not know.
    public var runningTime: MediaTime?
    /// How late the data was; negative when early.
    public var jitter: MediaTime
    /// Long-term ratio of needed to available speed.
    public var proportion: Double
    /// Buffers or units since the start, in whatever the element counts; `nil` when it does not.
    public var processed: UInt64?
    public var dropped: UInt64?
}
