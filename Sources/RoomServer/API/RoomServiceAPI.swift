internal import Cryptography
internal import ProtobufRuntime
internal import ProtocolModels
internal import TwirpTransport

/// `livekit.RoomService`, as far as rooms of one machine have it.
struct RoomServiceAPI: Sendable {
    let registry: RoomRegistry

    func register(on server: inout TwirpServer) {
        server.serve(LiveKit.RoomService.createRoom, requiring: .roomCreate) { request, _ in try await create(request) }
        server.serve(LiveKit.RoomService.listRooms, requiring: .roomList) { request, _ in await list(request) }
        server.serve(LiveKit.RoomService.deleteRoom, requiring: .roomCreate) { request, _ in try await delete(request) }
        server.serve(LiveKit.RoomService.listParticipants, requiring: .roomAdmin) { request, call in
            try Self.check(call, administers: request.room)
            return await participants(request)
        }
        server.serve(LiveKit.RoomService.getParticipant, requiring: .roomAdmin) { request, call in
            try Self.check(call, administers: request.room)
            return try await info(request)
        }
        server.serve(LiveKit.RoomService.removeParticipant, requiring: .roomAdmin) { request, call in
            try Self.check(call, administers: request.room)
            return try await remove(request)
        }
        server.serve(LiveKit.RoomService.mutePublishedTrack, requiring: .roomAdmin) { request, call in
            try Self.check(call, administers: request.room)
            return try await mute(request)
        }
        server.serve(LiveKit.RoomService.updateParticipant, requiring: .roomAdmin) { request, call in
            try Self.check(call, administers: request.room)
            return try await update(request)
        }
        server.serve(LiveKit.RoomService.updateSubscriptions, requiring: .roomAdmin) { request, call in
            try Self.check(call, administers: request.room)
            return try await update(request)
        }
        server.serve(LiveKit.RoomService.sendData, requiring: .roomAdmin) { request, call in
            try Self.check(call, administers: request.room)
            return try await send(request)
        }
        server.serve(LiveKit.RoomService.updateRoomMetadata, requiring: .roomAdmin) { request, call in
            try Self.check(call, administers: request.room)
            return try await update(request)
        }
    }

    private static func check(_ call: TwirpCall, administers room: String) throws(TwirpError) {
        guard call.claims.video.room == room else {
            throw TwirpError(.permissionDenied, "permissions denied: the token is for another room")
        }
    }

    // MARK: Rooms

    @RoomLoop
    private func create(_ request: LiveKit.CreateRoomRequest) throws(TwirpError) -> LiveKit.Room {
        let limits = registry.context.configuration.limits
        guard !request.name.isEmpty, request.name.utf8.count <= limits.nameSize,
            request.metadata.utf8.count <= limits.metadataSize
        else { throw TwirpError(.invalidArgument, "name or metadata is missing or too long") }
        guard let room = registry.room(request) else {
            throw TwirpError(.resourceExhausted, "the server has too many rooms")
        }
        return room.info
    }

    @RoomLoop
    private func list(_ request: LiveKit.ListRoomsRequest) -> LiveKit.ListRoomsResponse {
        let names = Set(request.names)
        let rooms = registry.rooms.values.filter { names.isEmpty || names.contains($0.name) }
        return .with { $0.rooms = rooms.map(\.info).sorted { $0.creationTimeMs < $1.creationTimeMs } }
    }

    @RoomLoop
    private func delete(_ request: LiveKit.DeleteRoomRequest) throws(TwirpError) -> LiveKit.DeleteRoomResponse {
        _ = try room(request.room)
        registry.close(request.room, .roomDeleted)
        return LiveKit.DeleteRoomResponse()
    }

    @RoomLoop
    private func update(_ request: LiveKit.UpdateRoomMetadataRequest) throws(TwirpError) -> LiveKit.Room {
        let room = try room(request.room)
        guard request.metadata.utf8.count <= registry.context.configuration.limits.metadataSize else {
            throw TwirpError(.invalidArgument, "metadata exceeds the server's limit")
        }
        room.metadata = request.metadata
        room.tellInfo()
        return room.info
    }

    @RoomLoop
    private func send(_ request: LiveKit.SendDataRequest) throws(TwirpError) -> LiveKit.SendDataResponse {
        let room = try room(request.room)
        guard request.data.count <= registry.context.configuration.limits.dataPacketSize else {
            throw TwirpError(.invalidArgument, "the data exceeds the server's limit")
        }
        let user = LiveKit.UserPacket.with {
            $0.payload = request.data
            $0.destinationSIDs = request.destinationSIDs
            $0.destinationIdentities = request.destinationIdentities
            $0.topic = request.topic
            $0.nonce = request.nonce
        }
        let packet = LiveKit.DataPacket.with {
            $0.kind = request.kind
            $0.destinationIdentities = request.destinationIdentities
            $0.value = .user(user)
        }
        room.send(packet, from: nil)
        return LiveKit.SendDataResponse()
    }

    // MARK: Participants

    @RoomLoop
    private func participants(_ request: LiveKit.ListParticipantsRequest) -> LiveKit.ListParticipantsResponse {
        let participants = registry.rooms[request.room]?.participants.values.map(\.info) ?? []
        return .with { $0.participants = participants.sorted { $0.joinedAtMs < $1.joinedAtMs } }
    }

    @RoomLoop
    private func info(_ request: LiveKit.RoomParticipantIdentity) throws(TwirpError) -> LiveKit.ParticipantInfo {
        try participant(request.identity, in: request.room).info
    }

    @RoomLoop
    private func remove(
        _ request: LiveKit.RoomParticipantIdentity
    ) throws(TwirpError) -> LiveKit.RemoveParticipantResponse {
        let participant = try participant(request.identity, in: request.room)
        participant.room.dismiss(participant, .participantRemoved)
        return LiveKit.RemoveParticipantResponse()
    }

    @RoomLoop
    private func mute(_ request: LiveKit.MuteRoomTrackRequest) throws(TwirpError) -> LiveKit.MuteRoomTrackResponse {
        let participant = try participant(request.identity, in: request.room)
        guard let track = participant.mute(request.trackSID, request.muted, tellsClient: true) else {
            throw TwirpError(.notFound, "track not found")
        }
        return .with { $0.track = track }
    }

    @RoomLoop
    private func update(_ request: LiveKit.UpdateParticipantRequest) throws(TwirpError) -> LiveKit.ParticipantInfo {
        let participant = try participant(request.identity, in: request.room)
        guard participant.change(name: request.name, metadata: request.metadata, attributes: request.attributes) else {
            throw TwirpError(.invalidArgument, "metadata, attributes or name exceed the server's limit")
        }
        if let permission = request.permission { participant.set(ParticipantRights(permission)) }
        return participant.info
    }

    @RoomLoop
    private func update(
        _ request: LiveKit.UpdateSubscriptionsRequest
    ) throws(TwirpError) -> LiveKit.UpdateSubscriptionsResponse {
        let participant = try participant(request.identity, in: request.room)
        participant.update(
            LiveKit.UpdateSubscription.with {
                $0.trackSIDs = request.trackSIDs
                $0.participantTracks = request.participantTracks
                $0.subscribe = request.subscribe
            })
        return LiveKit.UpdateSubscriptionsResponse()
    }

    // MARK: Finding

    @RoomLoop
    private func room(_ name: String) throws(TwirpError) -> HostedRoom {
        guard let room = registry.rooms[name] else { throw TwirpError(.notFound, "requested room does not exist") }
        return room
    }

    @RoomLoop
    private func participant(_ identity: String, in name: String) throws(TwirpError) -> RoomParticipant {
        guard let participant = try room(name).participants[identity] else {
            throw TwirpError(.notFound, "participant does not exist")
        }
        return participant
    }
}
