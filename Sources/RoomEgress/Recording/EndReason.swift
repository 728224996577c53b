/// Why a recording ended, in the words of the egress service's `details` field where it has them.
public enum EndReason: String, Hashable, Sendable {
    /// The caller asked: a signal, a remote call.
    case stopRequested = "StopEgress API"
    /// What runs the recording for others ends itself.
    case serviceEnded = "Process killed"
    /// The page logged END_RECORDING.
    case sourceEnded = "Source closed"
    /// The browser, or its page, closed by itself.
    case browserEnded = "Browser closed"
    /// The duration that was asked for is reached.
    case durationReached = "Duration reached"
    /// Nothing is left to write to.
    case outputsEnded = "All streams stopped"
    /// Too little room is left on the disk.
    case diskFull = "Disk full"
    case failure = "Failure"
}
