/// How much a node wants a job when several are asked.
public enum Affinity: Hashable, Sendable {
    /// It cannot take it, and says nothing.
    case cannot
    /// It could, but would have to wake up for it.
    case idle
    /// It has work already and room for more: jobs pack together, so that idle nodes can be switched off.
    case busy

    /// The number that is claimed with.
    public var value: Float {
        switch self {
        case .cannot: -1
        case .idle: 0.5
        case .busy: 1
        }
    }
}
