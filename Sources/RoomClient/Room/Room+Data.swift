internal import ProtobufRuntime
internal import ProtocolModels
internal import WebRTCTransport

extension Room {
    /// Sends a message into the room.
    ///
    /// - Parameters:
    ///   - identities: To whom; empty means to all.
    ///   - isReliable: It arrives, and in order; otherwise at once or not at all. Such a message should fit into a packet.
    public func send(
        _ payload: [UInt8], topic: String? = nil, to identities: [String] = [], isReliable: Bool = true
    ) async throws(RoomError) {
        try checkOpen()
        try await preparePublisher()
        let channel = try await wait(options.requestTimeout) { () throws(RoomError) in
            try checkOpen()
            let channel = isReliable ? session?.reliable : session?.lossy
            return channel?.state == .open ? channel : nil
        }
        guard let channel else { throw .timedOut(.openingDataChannel) }
        var user = LiveKit.UserPacket()
        (user.payload, user.topic, user.destinationIdentities) = (payload, topic, identities)
        var packet = LiveKit.DataPacket()
        packet.kind = isReliable ? .reliable : .lossy
        packet.destinationIdentities = identities
        packet.value = .user(user)
        if isReliable {
            reliableSequence &+= 1
            packet.sequence = reliableSequence
        }
        do throws(PeerConnectionError) {
            try await channel.send(.binary(packet.encoded()))
        } catch {
            throw .media(error)
        }
    }

    /// Takes what comes in a data channel, for as long as it exists.
    func receive(_ channel: DataChannel) {
        let isReliable = channel.label == RoomSession.reliableLabel
        guard isReliable || channel.label == RoomSession.lossyLabel else { return }
        channelTasks.append(
            Task { [weak self] in
                await channel.opened()
                await self?.changed()
            })
        let messages = channel.messages
        channelTasks.append(
            Task { [weak self] in
                for await case .binary(let bytes) in messages {
                    guard let self else { return }
                    await self.take(bytes, isReliable: isReliable)
                }
            })
    }

    private func take(_ bytes: [UInt8], isReliable: Bool) {
        guard let data = ReceivedData(packet: bytes, isReliable: isReliable) else { return }
        continuation.yield(.dataReceived(data))
    }
}

extension ReceivedData {
    /// Nil for packets that are no user's, such as parts of streams and calls, and for broken ones.
    init?(packet bytes: [UInt8], isReliable: Bool) {
        guard let packet = try? LiveKit.DataPacket(protobuf: bytes, limits: DecodingLimits(bytes: 1 << 20)),
            case .user(let user)? = packet.value
        else { return nil }
        payload = user.payload
        topic = user.topic
        participantIdentity = packet.participantIdentity.isEmpty ? user.participantIdentity : packet.participantIdentity
        self.isReliable = isReliable
    }
}
