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
    func relay(_ channel: DataChannel) {
        guard channel.label == Self.reliableLabel || channel.label == Self.lossyLabel else { return }
        let kind: LiveKit.DataPacket.Kind = channel.label == Self.lossyLabel ? .lossy : .reliable
        Task { [weak self] in
            guard let limits = self?.context.configuration.limits else { return }
            var budget = SignalBudget(
                burst: limits.dataBurst, perSecond: limits.dataPacketsPerSecond, now: RoomClock.now)
            for await message in channel.messages {
                guard case .binary(let bytes) = message else { continue }
                while !budget.take(byteCount: bytes.count, at: RoomClock.now) {
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

    /// Queues a packet. For a participant that takes too little, lossy packets are dropped; one that would lack a reliable packet
    /// has to begin anew.
    func deliver(_ packet: [UInt8], _ kind: LiveKit.DataPacket.Kind) {
        guard let queue = dataQueues[kind], isActive else { return }
        if !queue.put(packet) { room.dismiss(self, .mediaFailure, .reconnect) }
    }
}
