public import ServiceKit

/// Where a recording stands, for a status line.
public struct RecordingProgress: Hashable, Sendable {
    public enum Phase: String, Hashable, Sendable { case starting, waiting, recording, ending, ended }

    public var phase: Phase
    public var statistics: FrameStatistics

    /// In the words of the health page.
    public var state: ServiceState {
        switch phase {
        case .starting, .waiting: .starting
        case .recording: .recording
        case .ending, .ended: .stopping
        }
    }
}
