internal import MediaTypes
internal import ProtobufRuntime
internal import ProtocolModels
internal import RTPMedia
internal import SessionDescription
internal import WebRTCTransport

extension RoomParticipant {
    // MARK: Choice

    /// Takes what the client wants, and does not want any more.
    func update(_ request: LiveKit.UpdateSubscription) {
        let sids = request.trackSIDs + request.participantTracks.flatMap(\.trackSIDs)
        // What is kept of a client's words is bounded by their number and their size.
        for sid in sids.prefix(1_000) where sid.utf8.count <= RoomIdentifier.longest {
            if request.subscribe {
                unwanted.remove(sid)
                if wanted.count < 1_000 { wanted.insert(sid) }
                if let track = room.track(sid) { subscribe(to: track) }
            } else {
                wanted.remove(sid)
                if unwanted.count < 1_000 { unwanted.insert(sid) }
                unsubscribe(from: sid)
            }
        }
    }

    /// A track is there, for those who want it.
    func consider(_ track: PublishedTrack) {
        guard isActive else { return }
        if wanted.contains(track.sid) || (parameters.subscribesToAll && !unwanted.contains(track.sid)) {
            subscribe(to: track)
        }
    }

    private func subscribe(to track: PublishedTrack) {
        guard let subscriber, rights.canSubscribe, track.publisher !== self, track.isPublished, isActive,
            subscriptions[track.sid] == nil, hasRoom(for: track), track.publisher.permits(self, track.sid)
        else { return }
        let stream = "\(track.publisher.sid)|\(room.keepsStreamsInStep ? track.info.stream : track.sid)"
        let sending = SendingTrack(stream: stream, track: track.sid)
        let id = section(for: track, sending, on: subscriber)
        subscriptions[track.sid] = TrackSubscription(
            track, in: id, sending: sending, isPaused: parameters.adaptsStreams && track.isVideo)
        negotiate()
    }

    private func hasRoom(for track: PublishedTrack) -> Bool {
        idleSections.contains { $0.codecs == track.codecs }
            || subscriptions.count + idleSections.count < context.configuration.limits.subscriptionsPerParticipant
    }

    /// A section that is free and agreed on the same codec, or a new one.
    private func section(
        for track: PublishedTrack, _ sending: SendingTrack, on subscriber: PeerConnection
    ) -> RTPTransceiver.ID {
        let codecs = track.codecs
        if let index = idleSections.firstIndex(where: { $0.codecs == codecs }) {
            let id = idleSections.remove(at: index).id
            if subscriber.assumeIsolated({ $0.take(sending, in: id) }) { return id }
        }
        let kind: SessionDescription.MediaKind = track.isVideo ? .video : .audio
        return subscriber.assumeIsolated {
            $0.addTransceiver(kind, direction: .sendOnly, sending: sending, codecs: codecs)
        }
    }

    /// Ends the subscription; its section is kept for another track.
    func unsubscribe(from sid: String) {
        guard let subscription = subscriptions.removeValue(forKey: sid) else { return }
        subscription.stop(downlink)
        let id = subscription.transceiver
        subscriber?.assumeIsolated { connection in
            try? connection.setDirection(.inactive, of: id)
            try? connection.setSending(nil, of: id)
        }
        idleSections.append((id, subscription.track.codecs))
        negotiate()
    }

    func adjust(_ settings: LiveKit.UpdateTrackSettings) {
        for sid in settings.trackSIDs.prefix(1_000) {
            guard let subscription = subscriptions[sid] else { continue }
            subscription.isPaused = settings.disabled
            subscription.limit = LayerChoice.rank(of: subscription.track.info.layers, for: settings)
            subscription.adjust()
        }
    }

    // MARK: Offers

    /// Offers what is to be sent now, once the last offer is answered. Several changes at once make one offer.
    func negotiate() {
        guard subscriber != nil, !isGone else { return }
        guard !negotiation.isBusy else {
            negotiation.isStale = true
            return
        }
        negotiation.isBusy = true
        Task { await self.offer(iceRestart: false) }
    }

    /// Forgets an offer that may have been lost, and looks for the client anew.
    func restartNegotiation() {
        guard subscriber != nil else { return }
        negotiation.restart()
        Task { await self.offer(iceRestart: true) }
    }

    private func offer(iceRestart: Bool) async {
        guard let subscriber, !isGone else { return }
        negotiation.isStale = false
        let turn = negotiation.turn
        describing.insert(.subscriber)
        do {
            let text = try await subscriber.createOffer(iceRestart: iceRestart)
            try await subscriber.setLocalDescription(.offer, text)
            let names = await trackNames(on: subscriber)
            guard turn == negotiation.turn else { return }
            negotiation.deadline = RoomClock.now + MediaTime(context.configuration.answerTimeout)
            let number = negotiation.next()
            channel.send(
                .offer(
                    .with {
                        $0.type = "offer"
                        $0.sdp = text
                        $0.id = number
                        $0.midToTrackID = names
                    }))
            hasDescribed(.subscriber)
        } catch {
            if turn == negotiation.turn { room.dismiss(self, .stateMismatch, .reconnect) }
        }
    }

    private func trackNames(on subscriber: PeerConnection) async -> [String: String] {
        var names: [String: String] = [:]
        for (sid, subscription) in subscriptions {
            if let mid = await subscriber[subscription.transceiver]?.mid { names[mid] = sid }
        }
        return names
    }

    func take(answer: LiveKit.SessionDescription) async {
        guard let subscriber, negotiation.isCurrent(answer.id) else { return }
        let turn = negotiation.turn
        do {
            try await subscriber.setRemoteDescription(.answer, answer.sdp)
        } catch {
            if turn == negotiation.turn { room.dismiss(self, .stateMismatch, .reconnect) }
            return
        }
        guard turn == negotiation.turn else { return }
        negotiation.deadline = nil
        negotiation.isBusy = false
        dropRefused(subscriber)
        startForwarding()
        if negotiation.isStale { negotiate() }
    }

    /// Subscriptions that the client cannot take.
    private func dropRefused(_ subscriber: PeerConnection) {
        for (sid, subscription) in subscriptions where subscription.forwarder == nil {
            let id = subscription.transceiver
            let transceiver = subscriber.assumeIsolated { $0[id] }
            guard transceiver?.isStopped ?? true else { continue }
            subscriptions[sid] = nil
            wanted.remove(sid)
            channel.send(
                .subscriptionResponse(
                    .with {
                        $0.trackSID = sid
                        $0.err = .codecUnsupported
                    }))
        }
    }

    // MARK: Media

    /// Lets packets flow for everything that is agreed, once the connection stands.
    func startForwarding() {
        guard let subscriber, subscriber.assumeIsolated({ $0.state }) == .connected else { return }
        for subscription in subscriptions.values where subscription.forwarder == nil {
            let id = subscription.transceiver
            guard let transceiver = subscriber.assumeIsolated({ $0[id] }), let media = subscription.track.media,
                transceiver.currentDirection?.sends == true,
                let configuration = RTPSendStream.Configuration(transceiver, subscription.sending, codec: media.codec)
            else { continue }
            let forwarder = Forwarder(media, configuration, over: downlink)
            subscription.forwarder = forwarder
            downlink.add(forwarder)
            media.add(forwarder, at: RoomClock.now)
            subscription.adjust()
            subscription.track.publisher.tell(subscriptionTo: subscription.track, by: self)
        }
    }
}

extension PeerConnection {
    /// Gives a section to another track; false when it is gone.
    fileprivate func take(_ sending: SendingTrack, in id: RTPTransceiver.ID) -> Bool {
        do {
            try setSending(sending, of: id)
            try setDirection(.sendOnly, of: id)
            return true
        } catch {
            return false
        }
    }
}

extension RTPSendStream.Configuration {
    /// As it was agreed; nil when the codec was not.
    fileprivate init?(_ transceiver: RTPTransceiver, _ sending: SendingTrack, codec: RTPMedia.RTPCodec) {
        guard let encoding = sending.encodings.first,
            let agreed = transceiver.codecs.first(where: { RTPMedia.RTPCodec(encodingName: $0.name) == codec })
        else { return nil }
        self.init(
            ssrc: encoding.ssrc, payloadType: agreed.payloadType, codec: codec,
            firstSequenceNumber: .random(in: 0...(.max)), timestampOffset: .random(in: 0...(.max)))
        let repair = transceiver.codecs.first {
            $0.isRetransmission && $0.associatedPayloadType == agreed.payloadType
        }
        retransmission = repair.map { (encoding.retransmissionSSRC, $0.payloadType) }
        extensions = HeaderExtensionMap(transceiver.headerExtensions)
        historyCapacity = codec.isVideo ? 512 : 64
    }
}

extension HeaderExtensionMap {
    init(_ agreed: [SessionDescription.HeaderExtension]) {
        self.init()
        for item in agreed {
            if let kind = RTPMedia.HeaderExtension(uri: item.uri) { self[kind] = item.identifier }
        }
    }
}
