public import HTTPTransport
public import WebRTCTransport

/// Why a room could not be joined, or something asked of it failed.
public enum RoomError: Error, Sendable {
    /// No `ws`, `wss`, `http` or `https` address.
    case invalidAddress
    /// `RoomOptions.addresses` gave none: in its words.
    case addressRefused(String)
    /// The token could not be made of key and secret.
    case credentialsUnusable(String)
    /// 401 or 403: the token is wrong, has expired, or does not allow to join this room.
    case unauthorized(String)
    /// 404: the room does not exist and is not made by itself, or nothing of LiveKit listens there.
    case notFound(String)
    /// 429 or 503: the server has enough to do.
    case overloaded(String)
    /// Any other answer in place of the upgrade.
    case refused(status: Int, String)
    case unreachable(WebSocketError)
    /// The server said something that it may not say at this point.
    case protocolBroken(String)
    case timedOut(Operation)
    /// The room is left, or was lost.
    case disconnected(DisconnectReason)
    case noSuchTrack(sid: String)
    /// Its frames are encrypted end to end.
    case encryptedTrack(sid: String)
    /// The server refuses to take our track.
    case publishingRefused(String)
    /// A setting of ours, such as a codec nobody can send.
    case invalidTrack(String)
    case updateRefused(String)
    case media(PeerConnectionError)
    /// The waiting task was cancelled.
    case cancelled

    public enum Operation: String, Hashable, Sendable {
        case joining, waitingForTrack, publishing, connectingMedia, updating, openingDataChannel
    }
}

extension RoomError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .invalidAddress: "joining the room failed: give the server's ws, wss, http or https address"
        case .addressRefused(let problem): "joining the room failed: \(problem)"
        case .credentialsUnusable(let problem): "making the access token failed: \(problem)"
        case .unauthorized(let answer):
            "joining the room failed: the server refuses the token (\(answer)); check key, secret, room and expiry"
        case .notFound(let answer):
            "joining the room failed: the server answered 404 (\(answer)); check that the room exists and the address"
        case .overloaded(let answer):
            "joining the room failed: the server is at its limits (\(answer)); try again later"
        case .refused(let status, let answer): "joining the room failed: the server answered \(status) (\(answer))"
        case .unreachable(let error): "joining the room failed: \(error)"
        case .protocolBroken(let problem):
            "the server broke the signalling protocol: \(problem); check that it is a LiveKit server"
        case .timedOut(let operation): operation.description
        case .disconnected(let reason): "the room is left (\(reason.rawValue)); connect again"
        case .noSuchTrack(let sid): "no participant publishes the track \(sid); wait for it, or check its id"
        case .encryptedTrack(let sid): "the track \(sid) is encrypted end to end; publish it without encryption"
        case .publishingRefused(let answer): "the server refuses the track (\(answer)); check the token's grants"
        case .invalidTrack(let problem): "the track cannot be published: \(problem)"
        case .updateRefused(let answer): "the server refuses the change (\(answer)); check the token's grants"
        case .media(let error): error.description
        case .cancelled: "waiting for the room was cancelled"
        }
    }
}

extension RoomError.Operation {
    fileprivate var description: String {
        switch self {
        case .joining: "the server did not answer the join in time; try again, or allow more time"
        case .waitingForTrack: "the track was not published in time; check who should publish it, or wait longer"
        case .publishing: "the server did not answer the publication in time; try again"
        case .connectingMedia: "no media connection in time; check that UDP passes, or name a TURN server"
        case .updating: "the server did not answer the change in time; try again"
        case .openingDataChannel: "the data channel did not open in time; check the connection to the server"
        }
    }
}
