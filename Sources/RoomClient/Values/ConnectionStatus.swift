/// How the connection to the room is.
public enum ConnectionStatus: Hashable, Sendable {
    case connected
    /// Signalling or media broke; the same participant is being connected again. Tracks go on.
    case resuming
    /// Resuming failed; joining anew. Tracks that are found again go on.
    case reconnecting
    /// Over, for good.
    case disconnected(DisconnectReason)
}
