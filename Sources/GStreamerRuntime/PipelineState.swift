import CGStreamer

/// How far a pipeline is from running.
public enum PipelineState: Int, Hashable, Sendable, Comparable, CustomStringConvertible {
    case null = 1
    case ready, paused, playing

    init?(_ state: GstState) { self.init(rawValue: Int(state.rawValue)) }

    var gst: GstState { GstState(rawValue: UInt32(rawValue)) }

    public static func < (left: PipelineState, right: PipelineState) -> Bool { left.rawValue < right.rawValue }

    public var description: String {
        switch self {
        case .null: "NULL"
        case .ready: "READY"
        case .paused: "PAUSED"
        case .playing: "PLAYING"
        }
    }
}
