internal import ProtobufRuntime
internal import ProtocolModels

extension RoomParticipant {
    /// Whether the participant may have one of our tracks. Recorders are the room's, not a participant's to refuse.
    func permits(_ subscriber: RoomParticipant, _ sid: String) -> Bool {
        guard let permission, !subscriber.isRecorder else { return true }
        return permission.allows(identity: subscriber.identity, participant: subscriber.sid, track: sid)
    }

    /// Takes who may have our tracks from now on, and tells those for whom that changes something.
    func update(_ request: LiveKit.SubscriptionPermission) {
        let others = room.participants.values.filter { $0 !== self && $0.rights.canSubscribe }
        let before = others.map { other in publishedTracks.map { permits(other, $0.sid) } }
        permission = SubscriptionPermission(request, longestName: context.configuration.limits.nameSize)
        for (other, had) in zip(others, before) {
            for (track, could) in zip(publishedTracks, had) where could != permits(other, track.sid) {
                other.note(track, isAllowed: !could)
            }
        }
    }

    private func note(_ track: PublishedTrack, isAllowed: Bool) {
        channel.send(
            .subscriptionPermissionUpdate(
                .with {
                    $0.participantSID = track.publisher.sid
                    $0.trackSID = track.sid
                    $0.allowed = isAllowed
                }))
        if isAllowed { consider(track) } else { unsubscribe(from: track.sid) }
    }
}
