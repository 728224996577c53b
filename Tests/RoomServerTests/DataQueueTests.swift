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
        for number in 0..<100 { queue.put(Self.packet(number)) }
        try await eventually { peer.attempts == 10 }
        peer.makeRoom()
        queue.put(Self.packet(200))
        try await eventually { peer.taken == [200] }
    }

    @Test @RoomLoop func `reliable packets wait in order, and what finds no room is one gap`() async throws {
        let peer = Peer()
        let queue = DataQueue(peer.channel(), isReliable: true, limit: 1_000)
        for number in 0..<15 { queue.put(Self.packet(number)) }
        #expect(queue.dropped == 5)
        try await eventually { peer.attempts > 3 }
        peer.makeRoom()
        try await eventually { peer.taken == Array(0..<10) }
        queue.put(Self.packet(20))
        try await eventually { peer.taken == Array(0..<10) + [20] }
        #expect(queue.dropped == 5)
    }

    @Test func `of a client's channels one of each label is heard, and few others stay open`() {
        var inlets = DataInlets()
        func verdict(_ label: String) -> (DataInlets.Verdict, DataChannel) {
            let channel = DataChannel(DataChannelOptions(label: label), sender: { _, _ in }, closer: { _ in })
            channel.change(to: .open)
            return (inlets.verdict(on: channel), channel)
        }
        let (first, reliable) = verdict("_reliable")
        #expect(first == .hear && verdict("_lossy").0 == .hear)
        #expect((0..<3).allSatisfy { _ in verdict("_reliable").0 == .close })
        #expect((0..<100).count { verdict("other\($0)").0 == .ignore } == 8)
        reliable.change(to: .closed)
        #expect(verdict("_reliable").0 == .hear)
    }
}
