/// Why a process is no job.
public enum JobChannelError: Error, Hashable, Sendable, CustomStringConvertible {
    /// It was not started by a ``JobSupervisor``.
    case notStartedAsJob
    /// The service was gone before it said what to do.
    case noRequest
    case notUnderstood(JobMessageError)

    public var description: String {
        switch self {
        case .notStartedAsJob: "this command is for the service itself, which starts a process for each job"
        case .noRequest: "the service ended before it said what this process should do"
        case .notUnderstood(let error): "\(error)"
        }
    }
}
