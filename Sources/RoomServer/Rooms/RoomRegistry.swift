internal import Cryptography
internal import MediaTypes
internal import ProtobufRuntime
internal import ProtocolModels
internal import WebRTCTransport

/// All rooms of a server.
@RoomLoop
final class RoomRegistry {
    let context: RoomContext
    private(set) var rooms: [String: HostedRoom] = [:]
    private var clock: Task<Void, Never>?
    private var isStopped = false
    /// Participants on their way in.
    private var entering = 0

    nonisolated init(_ context: RoomContext) { self.context = context }

    private var limits: RoomServerLimits { context.configuration.limits }
    private var participantCount: Int { rooms.values.reduce(entering) { $0 + $1.participants.count } }

    // MARK: Rooms

    /// Why nobody can be let in now; nil when one can.
    func refusal(of parameters: JoinParameters) -> JoinRefusal? {
        if isStopped { return .unavailable("the server is stopping") }
        let room = rooms[parameters.room]
        // Whoever comes again takes a place that is there.
        if room?.participants[parameters.identity] != nil { return nil }
        guard participantCount < limits.participants else { return .unavailable("the server is full") }
        guard let room else {
            guard context.configuration.createsRooms || parameters.claims.video.roomCreate == true else {
                return .notFound("requested room does not exist")
            }
            return rooms.count < limits.rooms ? nil : .unavailable("the server has too many rooms")
        }
        let own = room.maxParticipants > 0 ? room.maxParticipants : limits.participantsPerRoom
        return room.participants.count < min(own, limits.participantsPerRoom) ? nil : .unavailable("the room is full")
    }

    /// The room of that name, made when it is not there; nil when there are too many.
    func room(_ request: LiveKit.CreateRoomRequest) -> HostedRoom? {
        if let room = rooms[request.name] { return room }
        guard rooms.count < limits.rooms, !isStopped else { return nil }
        let room = HostedRoom(request, context)
        rooms[request.name] = room
        startClock()
        return room
    }

    func close(_ name: String, _ reason: LiveKit.DisconnectReason) {
        rooms.removeValue(forKey: name)?.close(reason)
    }

    func stop() {
        isStopped = true
        for name in rooms.keys { close(name, .serverShutdown) }
        clock?.cancel()
    }

    // MARK: Participants

    /// Lets a client in, or takes it back; nil when it was sent away.
    func join(_ parameters: JoinParameters, _ channel: SignalChannel) async -> RoomParticipant? {
        if let sid = parameters.resumedParticipant { return resume(sid, parameters, channel) }
        guard refusal(of: parameters) == nil,
            let room = room(.with { $0.name = parameters.room })
        else {
            channel.leave(.joinFailure)
            return nil
        }
        if let other = room.participants[parameters.identity] {
            room.dismiss(other, .duplicateIdentity)
        }
        entering += 1
        defer { entering -= 1 }
        do {
            let participant = try await RoomParticipant(parameters, in: room, channel)
            // Another of that identity may have come while the connection was made.
            if let other = room.participants[parameters.identity] {
                room.dismiss(other, .duplicateIdentity)
            }
            room.enter(participant)
            try await participant.welcome()
            room.tellInfo()
            return participant
        } catch {
            channel.leave(.joinFailure)
            if let participant = room.participants[parameters.identity], participant.channel === channel {
                room.remove(participant, .joinFailure)
            }
            return nil
        }
    }

    private func resume(_ sid: String, _ parameters: JoinParameters, _ channel: SignalChannel) -> RoomParticipant? {
        guard let participant = rooms[parameters.room]?.participants[parameters.identity], participant.sid == sid else {
            channel.leave(.stateMismatch, .reconnect)
            return nil
        }
        participant.resume(on: channel)
        return participant
    }

    // MARK: Time

    private func startClock() {
        guard clock == nil else { return }
        clock = Task { [weak self] in
            while let self, !Task.isCancelled, !self.rooms.isEmpty {
                self.tick()
                let isBusy = self.rooms.values.contains(where: \.isBusy)
                try? await Task.sleep(for: .milliseconds(isBusy ? 20 : 100))
            }
            self?.clock = nil
            if let self, !self.rooms.isEmpty, !self.isStopped { self.startClock() }
        }
    }

    private func tick() {
        let now = RoomClock.now
        for (name, room) in rooms where !room.tick(at: now) { close(name, .roomClosed) }
    }
}
