internal import WebRTCTransport

/// Data packets on their way to one participant over one channel, in order.
@RoomLoop
final class DataQueue {
    private let channel: DataChannel
    private let isReliable: Bool
    private let limit: Int
    private var waiting: [[UInt8]] = []
    private var size = 0
    private var isSending = false
    private var isClosed = false

    init(_ channel: DataChannel, isReliable: Bool, limit: Int) {
        self.channel = channel
        self.isReliable = isReliable
        self.limit = limit
    }

    /// False when a reliable packet finds no room; lossy ones are dropped then.
    func put(_ packet: [UInt8]) -> Bool {
        guard !isClosed else { return true }
        guard size + packet.count <= limit else { return !isReliable }
        waiting.append(packet)
        size += packet.count
        if !isSending {
            isSending = true
            Task { await self.send() }
        }
        return true
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
