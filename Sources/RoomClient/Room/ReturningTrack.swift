/// A track that was being received and is gone, and may come back under another sid.
struct ReturningTrack: Sendable {
    let track: RemoteTrack
    let end: TrackEnd
    let deadline: ContinuousClock.Instant
}

/// How the connection is to be got back.
enum RecoveryMode: Hashable, Sendable {
    case resume, rejoin
}
