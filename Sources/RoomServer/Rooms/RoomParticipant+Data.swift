internal import ProtobufRuntime
internal import ProtocolModels
internal import RoomSignalling
internal import WebRTCTransport

extension RoomParticipant {
    private static let reliableLabel = "_reliable"
    private static let lossyLabel = "_lossy"

    /// The channels that data from others comes in.
    func openDataChannels(on subscriber: PeerConnection) async throws {
        let reliable = try await subscriber.createDataChannel(DataChannelOptions(label: Self.reliableLabel))
        let lossy = try await subscriber.createDataChannel(
            DataChannelOptions(label: Self.lossyLabel, isOrdered: false, reliability: .retransmissions(0)))
        let limit = context.configuration.limits.queuedDataSize
        dataQueues[.reliable] = DataQueue(reliable, isReliable: true, limit: limit)
        dataQueues[.lossy] = DataQueue(lossy, isReliable: false, limit: limit / 16)
    }

    /// Passes on what the client sends over a channel that it opened.
    func relay(_ channel: DataChannel, of target: LiveKit.SignalTarget) {
        switch inlets[target, default: DataInlets()].verdict(on: channel) {
        case .close: Task { await channel.close() }
        case .hear where target == .publisher:
            hear(channel, channel.label == Self.lossyLabel ? .lossy : .reliable)
        case .hear, .ignore: Task { for await _ in channel.messages {} }
        }
    }

    private func hear(_ channel: DataChannel, _ kind: LiveKit.DataPacket.Kind) {
        Task { [weak self] in
            for await message in channel.messages {
                guard case .binary(let bytes) = message else { continue }
                while let self, !self.isGone, !self.dataBudget.take(byteCount: bytes.count, at: RoomClock.now) {
                    try? await Task.sleep(for: .milliseconds(10))
                }
                guard let self, !self.isGone else { return }
                self.relay(bytes, kind)
            }
        }
    }

    private func relay(_ bytes: [UInt8], _ kind: LiveKit.DataPacket.Kind) {
        guard rights.canPublishData, bytes.count <= context.configuration.limits.dataPacketSize,
            var packet = try? SignalEncoding.read(LiveKit.DataPacket.self, binary: bytes)
        else { return }
        packet.kind = kind
        // Nobody speaks in another's name, and the unseen in none.
        packet.participantIdentity = rights.isHidden ? "" : identity
        packet.participantSID = rights.isHidden ? "" : sid
        if case .user(var user)? = packet.value {
            user.participantIdentity = packet.participantIdentity
            user.participantSID = packet.participantSID
            packet.value = .user(user)
        }
        if case .speaker? = packet.value { return }  // only the server says that
        room.send(packet, from: self)
    }

    /// Queues a packet; what a participant that takes too little does not get, the others get all the same.
    func deliver(_ packet: [UInt8], _ kind: LiveKit.DataPacket.Kind) {
        if isActive { dataQueues[kind]?.put(packet) }
    }
}
