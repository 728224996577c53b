/// Where a recording stands, for a status line.
public struct RecordingProgress: Hashable, Sendable {
    public enum Phase: String, Hashable, Sendable { case starting, waiting, recording, ending, ended }

    public var phase: Phase
    public var statistics: FrameStatistics
}
