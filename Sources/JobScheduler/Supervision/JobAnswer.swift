/// What a job says to a command.
public enum JobAnswer: Hashable, Sendable {
    case accepted([UInt8])
    /// It was not carried out; the bytes say why.
    case refused([UInt8])
}
