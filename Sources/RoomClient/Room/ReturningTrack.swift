/// A track that was being received and is gone, and may come back under another sid.
struct ReturningTrack: Sendable {
    let track: RemoteTrack
    let end: TrackEnd
    let grace: Duration
    /// When it is over; nil while nobody could see it come back, because we are not in the room.
    var deadline: ContinuousClock.Instant?
}

/// How the connection is to be got back.
enum RecoveryMode: Hashable, Sendable {
    case resume, rejoin
}
