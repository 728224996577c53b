public import MediaTypes
internal import ProtocolModels
internal import WebRTCTransport

extension Room {
    /// Receives a track. It goes on until it ends or ``RemoteTrack/unsubscribe()``; asked for again meanwhile, the same one is
    /// given out.
    public func subscribe(
        to sid: String, options: SubscriptionOptions = SubscriptionOptions()
    ) async throws(RoomError) -> RemoteTrack {
        try checkOpen()
        if let track = subscriptions[sid] { return track }
        guard let info = track(sid) else { throw .noSuchTrack(sid: sid) }
        guard !info.isEncrypted else { throw .encryptedTrack(sid: sid) }
        let track = makeTrack(info, options)
        await request([info], subscribe: true)
        return track
    }

    /// Receives the tracks of one participant that are of these sources.
    public func subscribe(
        to selection: TrackSelection, timeout: Duration, options: SubscriptionOptions = SubscriptionOptions()
    ) async throws(RoomError) -> RemoteTrack {
        let info = try await waitForTrack(selection, timeout: timeout)
        return try await subscribe(to: info.sid, options: options)
    }

    /// The tracks that are being received.
    public var subscribedTracks: [RemoteTrack] { subscriptions.values.sorted { $0.id < $1.id } }

    private func makeTrack(_ info: PublishedTrack, _ options: SubscriptionOptions) -> RemoteTrack {
        trackCount &+= 1
        let track = RemoteTrack(id: TrackID(trackCount), info, options, receiver: receiver) { [weak self] track in
            await self?.unsubscribe(track)
        }
        if info.isMuted { track.output.queue.put(.muted) }
        attach(track, sid: info.sid)
        return track
    }

    private func attach(_ track: RemoteTrack, sid: String) {
        subscriptions[sid] = track
        TransportLoop.shared.perform { [receiver] in receiver.setOutput(track.output, of: sid) }
    }

    /// What came so far is still given out; then `end`, where there is one.
    private func detach(_ track: RemoteTrack, sid: String, end: TrackEnd?) {
        subscriptions[sid] = nil
        TransportLoop.shared.perform { [receiver] in
            receiver.setOutput(nil, of: sid)
            if let end { track.output.queue.put(.ended(end)) }
        }
    }

    func request(_ tracks: [PublishedTrack], subscribe: Bool) async {
        var update = LiveKit.UpdateSubscription()
        update.subscribe = subscribe
        for track in tracks {
            var entry = LiveKit.ParticipantTracks()
            entry.participantSID = track.participantSID
            entry.trackSIDs = [track.sid]
            update.participantTracks.append(entry)
        }
        if !tracks.isEmpty { await sendForSession(.subscription(update)) }
    }

    private func unsubscribe(_ track: RemoteTrack) async {
        if let index = returning.firstIndex(where: { $0.track === track }) {
            returning.remove(at: index)
            track.output.queue.put(.ended(.unsubscribed))
        }
        guard let (sid, _) = subscriptions.first(where: { $0.value === track }) else { return }
        detach(track, sid: sid, end: .unsubscribed)
        await request([track.info], subscribe: false)
    }

    func handle(_ response: LiveKit.SubscriptionResponse) {
        let problem: SubscriptionProblem =
            switch response.err {
            case .codecUnsupported: .codecUnsupported
            case .trackNotfound: .trackNotFound
            case .unknown, .unrecognized: .unknown
            }
        continuation.yield(.subscriptionFailed(sid: response.trackSID, problem))
        guard let track = subscriptions[response.trackSID] else { return }
        detach(track, sid: response.trackSID, end: .refused)
    }

    // MARK: What happens to tracks

    /// Does what changes in the room mean for what is being received, and tells them.
    func handle(_ events: [RoomEvent]) async {
        var departures: [String: DisconnectReason] = [:]
        for case .participantLeft(let who, let reason) in events { departures[who.sid] = reason }
        for event in events {
            continuation.yield(event)
            switch event {
            case .participantJoined(let participant): for track in participant.tracks { await appeared(track) }
            case .trackPublished(let track): await appeared(track)
            case .trackUnpublished(let track):
                disappeared(track, departures[track.participantSID])
            case .trackMuted(let track): put(.muted, track)
            case .trackUnmuted(let track): put(.unmuted, track)
            case .trackUpdated(let track): subscriptions[track.sid]?.update(track)
            default: break
            }
        }
        if !events.isEmpty { changed() }
    }

    private func put(_ change: TrackMedia, _ info: PublishedTrack) {
        guard let track = subscriptions[info.sid] else { return }
        track.update(info)
        // Behind the frames that came before it.
        TransportLoop.shared.perform { track.output.queue.put(change) }
    }

    private func appeared(_ info: PublishedTrack) async {
        let known = returning.firstIndex { $0.track.info.sid == info.sid }
        if let index = known ?? returning.firstIndex(where: { $0.track.info.isSuccessor(info) }) {
            let track = returning.remove(at: index).track
            let wasMuted = track.info.isMuted
            track.update(info)
            attach(track, sid: info.sid)
            if wasMuted != info.isMuted { put(info.isMuted ? .muted : .unmuted, info) }
            await request([info], subscribe: true)
        } else if options.autoSubscribe, subscriptions[info.sid] == nil, !info.isEncrypted {
            continuation.yield(.trackSubscribed(makeTrack(info, SubscriptionOptions())))
        }
    }

    /// Of the tracks that were being received before the room was joined anew, those that are there.
    func findReturningTracks() async {
        for item in returning {
            let old = item.track.info
            let found = track(old.sid) ?? model.track { old.isSuccessor($0) }
            if let found { await appeared(found) }
        }
        for index in returning.indices where returning[index].deadline == nil {
            returning[index].deadline = .now + returning[index].grace
            endOverdueTracks(after: returning[index].grace)
        }
        // Those that were asked for while nobody could hear it.
        await request(subscriptions.values.map(\.info), subscribe: true)
    }

    /// `departure` is why its publisher is gone; nil when it is there.
    private func disappeared(_ info: PublishedTrack, _ departure: DisconnectReason?) {
        guard let track = subscriptions[info.sid] else { return }
        // Who takes a track away means it; who is gone may have lost the connection.
        guard let departure else { return detach(track, sid: info.sid, end: .unpublished) }
        let grace = track.options.grace(after: departure)
        guard grace > .zero else { return detach(track, sid: info.sid, end: .participantLeft) }
        detach(track, sid: info.sid, end: nil)
        expect(track, .participantLeft, for: grace)
    }

    /// Waits for the track to come back.
    private func expect(_ track: RemoteTrack, _ end: TrackEnd, for grace: Duration) {
        returning.append(ReturningTrack(track: track, end: end, grace: grace, deadline: .now + grace))
        endOverdueTracks(after: grace)
    }

    private func endOverdueTracks(after grace: Duration) {
        Task { [weak self] in
            try? await Task.sleep(for: grace)
            await self?.endOverdueTracks()
        }
    }

    private func endOverdueTracks() {
        let now = ContinuousClock.now
        let isOverdue = { (item: ReturningTrack) in item.deadline.map { $0 <= now } ?? false }
        for item in returning where isOverdue(item) { item.track.output.queue.put(.ended(item.end)) }
        returning.removeAll(where: isOverdue)
    }

    /// The room was joined anew: nothing is subscribed there. What was being received goes on where it is found, now or
    /// soon.
    func expectAllTracks() {
        for (sid, track) in subscriptions {
            detach(track, sid: sid, end: nil)
            let grace = max(track.options.returnTimeout, options.reconnection.trackReturnTimeout)
            returning.append(ReturningTrack(track: track, end: .disconnected, grace: grace))
        }
    }
}
