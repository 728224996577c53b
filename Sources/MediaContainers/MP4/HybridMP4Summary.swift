public import MediaTypes

/// What a finished file holds.
public struct HybridMP4Summary: Hashable, Sendable {
    /// From the first presented sample of any track to the end of the last.
    public var duration: MediaTime
    /// The size of the file.
    public var byteCount: UInt64
    public var sampleCounts: [TrackID: Int]
    /// Frames whose times did not rise and were moved forward.
    public var adjustedTimestamps: Int

    public init(duration: MediaTime, byteCount: UInt64, sampleCounts: [TrackID: Int], adjustedTimestamps: Int) {
        self.duration = duration
        self.byteCount = byteCount
        self.sampleCounts = sampleCounts
        self.adjustedTimestamps = adjustedTimestamps
    }
}
