/// A job whose service died before the job was settled.
public struct OrphanedJob: Hashable, Sendable {
    public enum State: Hashable, Sendable {
        /// Its process goes on alone. A job without children of its own needs no more than this number to be measured.
        case running(processID: Int32)
        /// It has left its result.
        case finished(result: [UInt8])
        /// Its process died without a result; the last update, if any, that it made when it was alone.
        case lost(lastUpdate: [UInt8]?)
    }

    public var jobID: String
    /// What the service noted when it started the job.
    public var note: [UInt8]
    public var state: State
    /// Whether its service died before it said of the job that it is to stay. It ends by itself, and concerns nobody.
    public var isProvisional = false

    public init(jobID: String, note: [UInt8], state: State) {
        self.jobID = jobID
        self.note = note
        self.state = state
    }
}
