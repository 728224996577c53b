internal import SessionDescription

/// A track that a participant gets, or will get when its connection says so.
@RoomLoop
final class TrackSubscription {
    let track: PublishedTrack
    let transceiver: RTPTransceiver.ID
    let sending: SendingTrack
    /// Once the subscriber has agreed.
    var forwarder: Forwarder?
    /// What the subscriber wants to see: rank of the best layer.
    var limit = Int.max
    var isPaused: Bool

    init(_ track: PublishedTrack, in transceiver: RTPTransceiver.ID, sending: SendingTrack, isPaused: Bool) {
        self.track = track
        self.transceiver = transceiver
        self.sending = sending
        self.isPaused = isPaused
    }

    /// Ends the flow of packets.
    func stop(_ downlink: Downlink) {
        guard let forwarder else { return }
        track.media?.remove(forwarder)
        downlink.remove(forwarder)
        self.forwarder = nil
    }

    func adjust() { forwarder?.adjust(isPaused: isPaused, limit: limit, at: RoomClock.now) }
}
