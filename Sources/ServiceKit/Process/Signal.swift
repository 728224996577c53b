internal import Glibc

/// A signal a service reacts to.
public enum Signal: Int32, CaseIterable, Hashable, Sendable, CustomStringConvertible {
    case hangUp = 1
    case interrupt = 2
    case quit = 3
    case user1 = 10
    case user2 = 12
    case terminate = 15

    public var description: String {
        switch self {
        case .hangUp: "SIGHUP"
        case .interrupt: "SIGINT"
        case .quit: "SIGQUIT"
        case .user1: "SIGUSR1"
        case .user2: "SIGUSR2"
        case .terminate: "SIGTERM"
        }
    }
}
