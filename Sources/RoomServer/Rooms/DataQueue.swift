internal import WebRTCTransport

/// Data packets on their way to one participant over one channel, in order.
///
/// Nobody waits for a participant that takes too little, and it is not sent away: what finds no room is dropped for it alone,
/// whole packets only. From then on until half of the room is free, everything is, so that its gaps are few and not many.
@RoomLoop
final class DataQueue {
    private let channel: DataChannel
    private let isReliable: Bool
    private let limit: Int
    private var waiting: [[UInt8]] = []
    private var size = 0
    private var isSending = false
    private var isClosed = false
    private var isFull = false
    /// Packets that found no room.
    private(set) var dropped = 0

    init(_ channel: DataChannel, isReliable: Bool, limit: Int) {
        self.channel = channel
        self.isReliable = isReliable
        self.limit = limit
    }

    func put(_ packet: [UInt8]) {
        guard !isClosed else { return }
        if isFull, size <= limit / 2 { isFull = false }
        if size + packet.count > limit { isFull = true }
        guard !isFull else {
            dropped += 1
            return
        }
        waiting.append(packet)
        size += packet.count
        if !isSending {
            isSending = true
            Task { await self.send() }
        }
    }

    func close() {
        isClosed = true
        waiting = []
        size = 0
    }

    private func send() async {
        defer { isSending = false }
        guard await channel.opened() else { return close() }
        while !waiting.isEmpty {
            let packet = waiting[0]
            do {
                try await channel.send(.binary(packet))
            } catch PeerConnectionError.bufferFull {
                // The peer takes less than it gets: a reliable packet waits for it.
                if isReliable {
                    try? await Task.sleep(for: .milliseconds(20))
                    continue
                }
            } catch {
                return close()
            }
            guard !waiting.isEmpty else { return }
            waiting.removeFirst()
            size -= packet.count
        }
    }
}
