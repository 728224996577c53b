public import Cryptography
public import SessionDescription

/// Why a connection, or something asked of it, failed.
public enum PeerConnectionError: Error, Hashable, Sendable {
    /// A library could not be set up.
    case unavailable(part: String)
    case description(SDPError)
    /// More candidates than one peer may name (`SDPLimits.candidates`).
    case tooManyCandidates(limit: Int)
    case secureSession(DTLSError)
    /// No way to the peer was found, or the one there was is lost.
    case unreachable
    case closed
    case channelNotOpen(label: String)
    case messageTooLarge(byteCount: Int, limit: Int)
    case bufferFull(label: String)
    case tooManyChannels
}

extension PeerConnectionError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unavailable(let part): "\(part) could not be set up; check the memory, and the installed libraries"
        case .description(let error): error.description
        case .tooManyCandidates(let limit): "more than \(limit) ICE candidates of one peer are refused"
        case .secureSession(let error): error.description
        case .unreachable:
            "no way to the peer was found, or it answers no longer; check that UDP passes, or name a TURN server"
        case .closed: "the connection is closed"
        case .channelNotOpen(let label): "the data channel \(label) is not open"
        case .messageTooLarge(let byteCount, let limit):
            "a message of \(byteCount) bytes is more than the \(limit) that can be sent to this peer"
        case .bufferFull(let label):
            "the data channel \(label) is full: the peer takes less than is sent; try again later, or send less"
        case .tooManyChannels: "the connection has no room for this data channel: too many of them, or too long a name"
        }
    }
}
