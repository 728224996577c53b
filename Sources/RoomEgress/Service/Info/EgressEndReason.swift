/// Why an egress ends, in the words that follow `End reason: ` in its details.
public enum EgressEndReason: String, CaseIterable, Hashable, Sendable {
    case stopRequested = "StopEgress API"
    case processKilled = "Process killed"
    case sourceClosed = "Source closed"
    case sessionLimit = "Session limit reached"
    case streamsStopped = "All streams stopped"
    case cpuExhausted = "CPU exhausted"
    case diskFull = "Disk full"
    case failure = "Failure"

    public init(_ reason: EndReason) {
        self = switch reason {
        case .stopRequested: .stopRequested
        case .serviceEnded: .processKilled
        case .sourceEnded, .browserEnded: .sourceClosed
        case .durationReached: .sessionLimit
        case .outputsEnded: .streamsStopped
        case .diskFull: .diskFull
        case .failure: .failure
        }
    }

    var details: String { "End reason: \(rawValue)" }
}
