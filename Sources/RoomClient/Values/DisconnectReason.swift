internal import ProtocolModels

/// Why a participant is in the room no longer.
public enum DisconnectReason: String, Hashable, Sendable {
    /// It left by itself.
    case clientInitiated
    /// Somebody joined under the same identity. Whoever was pushed out must not come back: the two would push each other
    /// out for ever.
    case duplicateIdentity
    case serverShutdown, participantRemoved, roomDeleted
    /// The room's timeouts closed it: nobody was left who keeps it open.
    case roomClosed
    case stateMismatch, joinFailure, migration, signalClosed, userUnavailable, userRejected, trunkFailure
    case connectionTimeout, mediaFailure, agentError
    /// The connection was lost, and every attempt to get it back failed.
    case connectionLost
    case unknown

    /// Whether somebody who is gone for this reason did not mean to be, and so may try to come back.
    var isLoss: Bool {
        switch self {
        case .duplicateIdentity, .stateMismatch, .joinFailure, .migration, .signalClosed, .connectionTimeout, .mediaFailure,
            .connectionLost:
            true
        case .clientInitiated, .serverShutdown, .participantRemoved, .roomDeleted, .roomClosed, .userUnavailable,
            .userRejected, .trunkFailure, .agentError, .unknown:
            false
        }
    }

    init(_ reason: LiveKit.DisconnectReason) {
        self =
            switch reason {
            case .clientInitiated: .clientInitiated
            case .duplicateIdentity: .duplicateIdentity
            case .serverShutdown: .serverShutdown
            case .participantRemoved: .participantRemoved
            case .roomDeleted: .roomDeleted
            case .roomClosed: .roomClosed
            case .stateMismatch: .stateMismatch
            case .joinFailure: .joinFailure
            case .migration: .migration
            case .signalClose: .signalClosed
            case .userUnavailable: .userUnavailable
            case .userRejected: .userRejected
            case .sipTrunkFailure: .trunkFailure
            case .connectionTimeout: .connectionTimeout
            case .mediaFailure: .mediaFailure
            case .agentError: .agentError
            case .unknownReason, .unrecognized: .unknown
            }
    }
}
