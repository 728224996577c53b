/// The state of a job, named and numbered as `EgressStatus` in the egress API.
public enum RecordingStatus: Int, Hashable, Sendable {
    case starting, active, ending, complete, failed, aborted, limitReached

    /// As protobuf JSON has it.
    public var name: String {
        switch self {
        case .starting: "EGRESS_STARTING"
        case .active: "EGRESS_ACTIVE"
        case .ending: "EGRESS_ENDING"
        case .complete: "EGRESS_COMPLETE"
        case .failed: "EGRESS_FAILED"
        case .aborted: "EGRESS_ABORTED"
        case .limitReached: "EGRESS_LIMIT_REACHED"
        }
    }
}
