public import SessionDescription

/// How far the transport of a connection is.
public enum ConnectionState: Hashable, Sendable {
    case new, connecting
    /// ICE has a pair, and the DTLS session with the right peer is established: media flows.
    case connected
    /// An ICE restart may help when the peer was reachable before; otherwise it is over.
    case failed(PeerConnectionError)
    /// By either side.
    case closed
}

/// What happens in a connection.
public enum PeerConnectionEvent: Sendable {
    case stateChanged(ConnectionState)
    /// To be sent to the peer; `mid` names the section it is for.
    case localCandidate(ICECandidate, mid: String?)
    case gatheringComplete
    /// The peer opened it.
    case dataChannel(DataChannel)
}
