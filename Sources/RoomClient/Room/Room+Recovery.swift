internal import Cryptography
internal import ProtocolModels
internal import WebRTCTransport

extension Room {
    /// Gets the connection back, unless that is being done. Joining anew wins over resuming.
    func recover(_ mode: RecoveryMode) {
        guard !isOver else { return }
        if mode == .rejoin { recoveryMode = .rejoin }
        guard recovery == nil else { return }
        recoveryMode = mode
        recovery = Task { [weak self] in await self?.recover() }
    }

    private func recover() async {
        let start = ContinuousClock.now
        recoveryHistory.begin(at: start)
        while let delay = options.reconnection.delay(before: recoveryHistory.attempts) {
            guard !isOver else { return }
            recoveryHistory.attempts += 1
            setStatus(recoveryMode == .resume ? .resuming : .reconnecting)
            if delay > .zero { try? await Task.sleep(for: delay) }
            do throws(RoomError) {
                try await recoverOnce()
                // Something broke again meanwhile.
                if recoveryMode == .rejoin, status == .resuming { continue }
                recovery = nil
                recoveryHistory.ended = .now
                setStatus(.connected)
                return
            } catch {
                guard await judge(error, since: start) else { return }
            }
        }
        await finish(.connectionLost)
    }

    /// False when it is over.
    private func judge(_ error: RoomError, since start: ContinuousClock.Instant) async -> Bool {
        guard !isOver else { return false }
        switch error {
        case .cancelled: return false
        case .disconnected(.signalClosed): return true
        case .disconnected(.duplicateIdentity):
            await finish(.duplicateIdentity)
            return false
        case .unauthorized where recoveryMode == .rejoin:
            await finish(.connectionLost)
            return false
        // Nobody answers: the server keeps us for some seconds, so that coming back may still do.
        case .unreachable, .overloaded, .timedOut(.joining), .timedOut(.connectingMedia):
            if recoveryMode == .resume, start.duration(to: .now) > .seconds(15) { recoveryMode = .rejoin }
            return true
        default:
            recoveryMode = .rejoin
            return true
        }
    }

    private func recoverOnce() async throws(RoomError) {
        switch recoveryMode {
        case .resume: try await resume()
        case .rejoin: try await rejoin()
        }
        // Checks end after two or three seconds: in an outage only another restart asks again.
        let patience = options.reconnection.attemptTimeout
        let limit = recoveryMode == .resume ? min(patience, .seconds(3)) : patience
        let isConnected: Bool? = try await wait(limit) { () throws(RoomError) in
            try checkOpen()
            guard isHeard else { throw .disconnected(.signalClosed) }
            return session?.isPrimaryConnected == true ? true : nil
        }
        guard isConnected != nil else { throw .timedOut(.connectingMedia) }
    }

    // MARK: Resuming

    private func resume() async throws(RoomError) {
        guard let sid = session?.sid, !sid.isEmpty else { throw .disconnected(.stateMismatch) }
        let token: Secret
        if let refreshedToken { token = refreshedToken } else { token = try credentials.token() }
        let signal = try await SignalConnection.open(server, .resume(sid: sid), token: token, options)
        switch try await firstMessage(of: signal) {
        case .reconnect: break
        case .leave(let leave):
            await signal.close()
            throw .disconnected(DisconnectReason(leave.reason))
        default:
            await signal.close()
            throw .protocolBroken("its first message is not a reconnect response")
        }
        guard !isOver else {
            await signal.close()
            throw .disconnected(.clientInitiated)
        }
        model.resumed()
        await use(signal)
        await send(.syncState(syncState))
        let unsaid = unsaid
        self.unsaid = []
        for message in unsaid { await sendForSession(message) }
        // What was said last may never have arrived.
        await request(subscriptions.values.map(\.info), subscribe: true)
        if session?.publisher != nil {
            // The answer to an offer from before may never come.
            _ = session?.negotiation.settle()
            await negotiatePublisher(iceRestart: true)
        }
    }

    /// What we know and have, so that the server can go on from there.
    var syncState: LiveKit.SyncState {
        var state = LiveKit.SyncState()
        state.answer = session?.lastAnswer
        state.offer = session?.lastOffer
        var subscription = LiveKit.UpdateSubscription()
        // Those that differ from what the server does by itself.
        subscription.subscribe = !options.autoSubscribe
        if !options.autoSubscribe { subscription.trackSIDs = subscriptions.keys.sorted() }
        state.subscription = subscription
        for track in publications.values {
            var response = LiveKit.TrackPublishedResponse()
            (response.cid, response.track) = (track.cid, answers.published[track.cid])
            state.publishTracks.append(response)
        }
        for channel in [session?.reliable, session?.lossy] {
            guard let channel else { continue }
            var info = LiveKit.DataChannelInfo()
            (info.label, info.target) = (channel.label, .publisher)
            state.dataChannels.append(info)
        }
        return state
    }

    // MARK: Joining anew

    private func rejoin() async throws(RoomError) {
        setStatus(.reconnecting)
        signalNumber += 1
        for task in signalTasks + channelTasks { task.cancel() }
        (signalTasks, channelTasks) = ([], [])
        unsaid = []
        let (signal, session) = (signal, session)
        (self.signal, self.session) = (nil, nil)
        expectAllTracks()
        TransportLoop.shared.perform { [receiver, sender] in
            receiver.reset()
            sender.reset()
        }
        await session?.close()
        await signal?.close()
        recoveryMode = .rejoin
        try await join()
        await findReturningTracks()
        for track in publications.values { try await republish(track) }
    }

    private func republish(_ track: LocalTrack) async throws(RoomError) {
        answers.published[track.cid] = nil
        do throws(RoomError) {
            try await announce(track)
        } catch .publishingRefused {
            // And so will it be every later time.
            await unpublish(track)
        }
    }
}
