internal import Cryptography
internal import ProtocolModels
internal import RoomSignalling
internal import SessionDescription
internal import WebRTCTransport

extension Room {
    func handle(_ message: LiveKit.SignalResponse.Message, from number: Int) async {
        guard number == signalNumber else { return }
        lastHeard = .now
        switch message {
        case .offer(let description): await answer(description)
        case .answer(let description): await takeAnswer(description)
        case .trickle(let trickle): await take(trickle)
        case .update(let update): await handle(model.update(update))
        case .roomUpdate(let update): if let room = update.room { await handle(model.update(room)) }
        case .leave(let leave): await handle(leave)
        case .refreshToken(let token): refreshedToken = Secret(token)
        case .trackPublished(let response): note(response)
        case .requestResponse(let response):
            answers.note(response) { publications[$0] != nil }
            changed()
        case .mute(let request): note(request)
        case .trackUnpublished(let response): await handleUnpublished(response.trackSID)
        case .pongResp(let pong): note(pong)
        case .subscriptionResponse(let response): handle(response)
        default: report(message)
        }
    }

    /// What is only passed on.
    private func report(_ message: LiveKit.SignalResponse.Message) {
        switch message {
        case .speakersChanged(let update):
            let speakers = update.speakers.prefix(1_000).map {
                Speaker(sid: $0.sid, level: $0.level, isActive: $0.active)
            }
            continuation.yield(.speakersChanged(Array(speakers)))
        case .streamStateUpdate(let update):
            for state in update.streamStates.prefix(1_000) {
                continuation.yield(.trackPaused(sid: state.trackSID, isPaused: state.state == .paused))
            }
        case .subscriptionPermissionUpdate(let update):
            continuation.yield(.subscriptionPermissionChanged(sid: update.trackSID, isAllowed: update.allowed))
        default: break  // nothing that we have asked for, or can use
        }
    }

    private func note(_ pong: LiveKit.Pong) {
        let now = timeline.unixNanoseconds(at: timeline.now) / 1_000_000
        let (elapsed, overflow) = now.subtractingReportingOverflow(pong.lastPingTimestamp)
        if !overflow, (0...60_000).contains(elapsed) { roundTrip = .milliseconds(elapsed) }
    }

    private func handle(_ leave: LiveKit.LeaveRequest) async {
        let reason = DisconnectReason(leave.reason)
        switch leave.action {
        case .resume where reason != .duplicateIdentity: recover(.resume)
        case .reconnect where reason != .duplicateIdentity: recover(.rejoin)
        // Servers from before the actions say it this way.
        case .disconnect where leave.canReconnect && reason != .duplicateIdentity: recover(.rejoin)
        default: await finish(reason)
        }
    }

    // MARK: The subscriber connection

    /// Takes the server's offer. What was agreed is known to the media before the server learns of it, so that no packet
    /// comes too early.
    private func answer(_ offer: LiveKit.SessionDescription) async {
        guard let session else { return }
        let connection = session.subscriber
        self.session?.describing.insert(.subscriber)
        do {
            try await connection.setRemoteDescription(.offer, offer.sdp)
            let text = try await connection.createAnswer()
            try await connection.setLocalDescription(.answer, text)
            let transceivers = await connection.transceivers
            guard self.session?.sid == session.sid else { return }
            var answer = LiveKit.SessionDescription()
            (answer.type, answer.sdp, answer.id) = ("answer", text, offer.id)
            if !offer.midToTrackID.isEmpty { self.session?.trackNames = offer.midToTrackID }
            self.session?.lastOffer = offer
            self.session?.lastAnswer = answer
            applyLayout(transceivers)
            await send(.answer(answer))
            await sendHeldCandidates(.subscriber)
        } catch {
            // The server notices that it gets no answer, and so that this connection is of no use.
            recover(.rejoin)
        }
    }

    private func applyLayout(_ transceivers: [RTPTransceiver]) {
        let names = session?.trackNames ?? [:]
        let layout = transceivers.compactMap { MediaSection($0, names: names) }
        TransportLoop.shared.perform { [receiver] in receiver.apply(layout) }
    }

    /// The description is sent.
    func sendHeldCandidates(_ target: LiveKit.SignalTarget) async {
        session?.describing.remove(target)
        let held = session?.heldCandidates.filter { $0.target == target } ?? []
        session?.heldCandidates.removeAll { $0.target == target }
        for item in held { await trickle(item.candidate, item.mid, target) }
    }

    // MARK: Candidates and states

    private func take(_ trickle: LiveKit.TrickleRequest) async {
        let connection: PeerConnection?
        switch trickle.target {
        case .subscriber: connection = session?.subscriber
        case .publisher: connection = session?.publisher
        case .unrecognized: return
        }
        // One that cannot be read, or one too many: there are others.
        guard let candidate = try? CandidateInit(json: trickle.candidateInit), !candidate.candidate.isEmpty else {
            return
        }
        try? await connection?.addCandidate(candidate.candidate)
    }

    func trickle(_ candidate: ICECandidate, _ mid: String?, _ target: LiveKit.SignalTarget) async {
        var request = LiveKit.TrickleRequest()
        request.candidateInit = CandidateInit(candidate: candidate.text, mid: mid ?? "0", lineIndex: 0).json
        request.target = target
        await send(.trickle(request))
    }

    func handle(_ event: PeerConnectionEvent, _ target: LiveKit.SignalTarget, of sid: String) async {
        guard session?.sid == sid else { return }
        switch event {
        case .localCandidate(let candidate, let mid):
            let isKnown = target == .subscriber ? session?.lastAnswer != nil : session?.hasOffered == true
            if isKnown, session?.describing.contains(target) != true {
                await trickle(candidate, mid, target)
            } else {
                session?.heldCandidates.append(HeldCandidate(candidate: candidate, mid: mid, target: target))
            }
        case .stateChanged(let state): note(state, target)
        case .dataChannel(let channel): receive(channel)
        case .gatheringComplete: break
        }
    }

    private func note(_ state: ConnectionState, _ target: LiveKit.SignalTarget) {
        if target == .subscriber { session?.subscriberState = state } else { session?.publisherState = state }
        changed()
        guard case .failed(let error) = state else { return }
        // A peer that proved wrong stays so.
        recover(error == .unreachable ? .resume : .rejoin)
    }
}
