import Synchronization
import TestSupport
import Testing

@testable import RoomServer
@testable import WebRTCTransport

/// What becomes of data packets for a participant that takes too little.
@Suite(.timeLimit(.minutes(1)))
struct DataQueueTests {
    /// A channel that takes messages only while it may.
    private final class Peer: Sendable {
        private let state = Mutex((hasRoom: false, attempts: 0, taken: [UInt8]()))

        var attempts: Int { state.withLock { $0.attempts } }
        var taken: [UInt8] { state.withLock { $0.taken } }
        func makeRoom() { state.withLock { $0.hasRoom = true } }

        func channel() -> DataChannel {
            let channel = DataChannel(
                DataChannelOptions(label: "data"),
                sender: { [self] _, message throws(PeerConnectionError) in
                    let isTaken = state.withLock { state in
                        state.attempts += 1
                        if state.hasRoom, case .binary(let bytes) = message { state.taken += bytes.prefix(1) }
                        return state.hasRoom
                    }
                    if !isTaken { throw .bufferFull(label: "data") }
                }, closer: { _ in })
            channel.change(to: .open)
            return channel
        }
    }

    private static func packet(_ number: Int) -> [UInt8] { [UInt8(truncatingIfNeeded: number)] + [UInt8](repeating: 0, count: 99) }

    @Test @RoomLoop func `lossy packets are dropped, and the next ones arrive`() async throws {
        let peer = Peer()
        let queue = DataQueue(peer.channel(), isReliable: false, limit: 1_000)
        for number in 0..<100 { #expect(queue.put(Self.packet(number))) }
        try await eventually { peer.attempts == 10 }
        peer.makeRoom()
        #expect(queue.put(Self.packet(200)))
        try await eventually { peer.taken == [200] }
    }

    @Test @RoomLoop func `reliable packets wait in order, and one too many is told`() async throws {
        let peer = Peer()
        let queue = DataQueue(peer.channel(), isReliable: true, limit: 1_000)
        for number in 0..<10 { #expect(queue.put(Self.packet(number))) }
        #expect(!queue.put(Self.packet(10)))
        try await eventually { peer.attempts > 3 }
        peer.makeRoom()
        try await eventually { peer.taken == Array(0..<10) }
        #expect(queue.put(Self.packet(11)))
        try await eventually { peer.taken == Array(0..<10) + [11] }
    }
}
