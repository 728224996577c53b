internal import MediaTypes
internal import ProtobufRuntime
internal import ProtocolModels
internal import RoomSignalling
internal import SessionDescription
internal import WebRTCTransport

extension RoomParticipant {
    /// Does what the client says.
    func handle(_ request: LiveKit.SignalRequest, on sender: SignalChannel) async {
        guard sender === channel, !isGone, let message = request.message else { return }
        switch message {
        case .offer(let offer): await take(offer: offer)
        case .answer(let answer): await take(answer: answer)
        case .trickle(let trickle): await take(trickle)
        case .addTrack(let request): add(request)
        case .mute(let request): mute(request.sid, request.muted, tellsClient: false)
        case .subscription(let request): update(request)
        case .trackSetting(let settings): adjust(settings)
        case .leave: room.remove(self, .clientInitiated)
        case .syncState(let state): synchronize(state)
        case .updateMetadata(let request): update(request)
        case .ping(let time): channel.send(.pong(time))
        case .pingReq(let ping): answer(ping)
        case .updateAudioTrack(let request): update(request)
        case .updateVideoTrack(let request): update(request)
        case .subscriptionPermission(let permission): update(permission)
        case .updateLayers, .simulate, .publishDataTrackRequest, .unpublishDataTrackRequest,
            .updateDataSubscription, .storeDataBlobRequest, .getDataBlobRequest:
            break
        }
    }

    /// For a client that breaks the protocol.
    func dismiss(_ reason: LiveKit.DisconnectReason) { room.dismiss(self, reason) }

    private func answer(_ ping: LiveKit.Ping) {
        channel.send(
            .pongResp(
                .with {
                    $0.lastPingTimestamp = ping.timestamp
                    $0.timestamp = RoomClock.unixNanoseconds / 1_000_000
                }))
    }

    // MARK: Candidates

    private func take(_ trickle: LiveKit.TrickleRequest) async {
        guard let candidate = try? CandidateInit(json: trickle.candidateInit), !candidate.candidate.isEmpty else { return }
        guard let connection = trickle.target == .subscriber ? subscriber : publisher else {
            // The first offer is behind it.
            if trickle.target == .publisher, earlyCandidates.count < SDPLimits.candidates {
                earlyCandidates.append(candidate.candidate)
            }
            return
        }
        // More than a connection takes are of no use, and of no harm.
        try? await connection.addCandidate(candidate.candidate)
    }

    func sendCandidate(_ candidate: ICECandidate, _ mid: String?, _ target: LiveKit.SignalTarget) {
        guard !describing.contains(target) else { return heldCandidates.append((candidate, mid, target)) }
        let json = CandidateInit(candidate: candidate.text, mid: mid, lineIndex: 0).json
        channel.send(
            .trickle(
                .with {
                    $0.candidateInit = json
                    $0.target = target
                }))
    }

    /// A description is sent: the candidates that belong to it follow.
    func hasDescribed(_ target: LiveKit.SignalTarget) {
        describing.remove(target)
        let held = heldCandidates.filter { $0.target == target }
        heldCandidates.removeAll { $0.target == target }
        for item in held { sendCandidate(item.candidate, item.mid, target) }
    }

    // MARK: What is known of the participant

    /// Takes a name, metadata and attributes that the client gives itself.
    private func update(_ request: LiveKit.UpdateParticipantMetadata) {
        func respond(_ reason: LiveKit.RequestResponse.Reason, _ text: String) {
            channel.send(
                .requestResponse(
                    .with {
                        $0.requestID = request.requestID
                        $0.reason = reason
                        $0.message = text
                        $0.request = .updateMetadata(request)
                    }))
        }
        guard rights.canUpdateMetadata else {
            return respond(.notAllowed, "the token lacks the video grant canUpdateOwnMetadata")
        }
        guard change(name: request.name, metadata: request.metadata, attributes: request.attributes) else {
            return respond(.limitExceeded, "metadata, attributes or name exceed the server's limit")
        }
        respond(.ok, "")
    }

    /// Empty texts leave what is there; an attribute without a value is deleted. False when it would be too much.
    func change(name: String, metadata: String, attributes changes: [String: String]) -> Bool {
        let limits = context.configuration.limits
        var attributes = attributes
        for (key, value) in changes { attributes[key] = value.isEmpty ? nil : value }
        let size = attributes.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
        guard size <= limits.metadataSize, metadata.utf8.count <= limits.metadataSize, name.utf8.count <= limits.nameSize
        else { return false }
        self.attributes = attributes
        if !metadata.isEmpty { self.metadata = metadata }
        if !name.isEmpty { self.name = name }
        announce()
        return true
    }

    private func update(_ request: LiveKit.UpdateLocalAudioTrack) {
        guard let track = tracks.first(where: { $0.sid == request.trackSID }) else { return }
        track.info.audioFeatures = Array(request.features.prefix(16))
        track.info.stereo = request.features.contains(.stereo)
        track.info.disableDTX = request.features.contains(.noDTX)
        track.touch()
        announce()
    }

    private func update(_ request: LiveKit.UpdateLocalVideoTrack) {
        guard let track = tracks.first(where: { $0.sid == request.trackSID }) else { return }
        (track.info.width, track.info.height) = (request.width, request.height)
        track.touch()
        announce()
    }

    // MARK: After a resumption

    /// Takes what the client believes to have, and mends the difference.
    private func synchronize(_ state: LiveKit.SyncState) {
        if let subscription = state.subscription { update(subscription) }
        for sid in state.trackSIDsDisabled.prefix(1_000) {
            subscriptions[sid]?.isPaused = true
            subscriptions[sid]?.adjust()
        }
        for published in state.publishTracks.prefix(context.configuration.limits.tracksPerParticipant) {
            guard let info = published.track, !tracks.contains(where: { $0.sid == info.sid }) else { continue }
            // The server lost it: the client has to publish it again.
            channel.send(.trackUnpublished(.with { $0.trackSID = info.sid }))
        }
    }
}
