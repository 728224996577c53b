internal import Cryptography
internal import ProtocolModels
internal import SessionDescription
internal import WebRTCTransport

extension Room {
    /// Joins, for the first time or anew. What was known of the room before is replaced.
    func join() async throws(RoomError) {
        let token: Secret
        // Of a token that was given only the server can make a newer one.
        if case .token = credentials.kind, let refreshedToken {
            token = refreshedToken
        } else {
            token = try credentials.token()
        }
        let signal = try await SignalConnection.open(server, .join, token: token, options)
        switch try await firstMessage(of: signal) {
        case .join(let response): try await enter(response, signal)
        case .leave(let leave):
            await signal.close()
            throw .disconnected(DisconnectReason(leave.reason))
        default:
            await signal.close()
            throw .protocolBroken("its first message is not a join response")
        }
    }

    /// The server's first word, which must come in time.
    func firstMessage(of signal: SignalConnection) async throws(RoomError) -> LiveKit.SignalResponse.Message {
        let limit = options.joinTimeout
        let first = await withTaskGroup(of: FirstWord.self) { group in
            group.addTask { await signal.receive().map { .message($0) } ?? .closed }
            group.addTask {
                try? await Task.sleep(for: limit)
                return .late
            }
            defer { group.cancelAll() }
            return await group.next() ?? .late
        }
        if case .message(let message) = first { return message }
        let isCancelled = Task.isCancelled
        await signal.close()
        if isCancelled { throw .cancelled }
        if case .late = first { throw .timedOut(.joining) }
        throw .protocolBroken("it closed the connection without a word")
    }

    private enum FirstWord {
        case message(LiveKit.SignalResponse.Message)
        case closed, late
    }

    private func enter(_ response: LiveKit.JoinResponse, _ signal: SignalConnection) async throws(RoomError) {
        let session = try await RoomSession(response, options, canonicalName: canonicalName)
        guard !Task.isCancelled, !isOver else {
            await session.close()
            await signal.close()
            throw .cancelled
        }
        self.session = session
        await prepareSubscriber(session)
        let events = model.join(response)
        await use(signal)
        await handle(events)
        if session.publishesAtOnce { try await preparePublisher() }
        changed()
    }

    private func prepareSubscriber(_ session: RoomSession) async {
        let connection = session.subscriber
        if let port = try? await connection.mediaPort() {
            await connection.setReceiver(receiver)
            TransportLoop.shared.perform { [receiver] in receiver.setPort(port) }
        }
        // Before there is a description to wait for: names of servers may take a while to be looked up.
        channelTasks.append(Task { await connection.gatherCandidates() })
        follow(connection, .subscriber, of: session.sid)
    }

    /// Passes on what happens in a connection, for as long as it exists.
    func follow(_ connection: PeerConnection, _ target: LiveKit.SignalTarget, of sid: String) {
        let events = connection.events
        channelTasks.append(
            Task { [weak self] in
                for await event in events {
                    guard let self else { return }
                    await self.handle(event, target, of: sid)
                }
            })
    }

    /// From now on the server is heard and spoken to here.
    func use(_ signal: SignalConnection) async {
        for task in signalTasks { task.cancel() }
        let old = self.signal
        self.signal = signal
        signalNumber += 1
        isHeard = true
        lastHeard = .now
        let number = signalNumber
        signalTasks = [
            Task { [weak self] in
                while let message = await signal.receive() {
                    guard let self else { return }
                    await self.handle(message, from: number)
                }
                await self?.signalEnded(number)
            }
        ]
        if let interval = session?.pingInterval {
            signalTasks.append(
                Task { [weak self] in
                    while (try? await Task.sleep(for: interval)) != nil {
                        guard let self, await self.ping(number) else { return }
                    }
                })
        }
        await old?.close()
    }

    /// False when the server is not heard any more.
    private func ping(_ number: Int) async -> Bool {
        guard number == signalNumber, let session else { return false }
        guard lastHeard.duration(to: .now) < session.pingTimeout else {
            signalEnded(number)
            return false
        }
        var ping = LiveKit.Ping()
        ping.timestamp = timeline.unixNanoseconds(at: timeline.now) / 1_000_000
        let (seconds, attoseconds) = roundTrip.components
        ping.rtt = seconds * 1000 + attoseconds / 1_000_000_000_000_000
        await send(.pingReq(ping))
        // Older servers know this one alone.
        await send(.ping(ping.timestamp))
        return true
    }

    func signalEnded(_ number: Int) {
        guard number == signalNumber else { return }
        isHeard = false
        changed()
        recover(.resume)
    }
}
