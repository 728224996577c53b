import Synchronization
import TestSupport
import Testing

@testable import ServiceBus

@Suite(.timeLimit(.minutes(1)))
struct UpdateQueueTests {
    /// Stands in for the other side: answers as told, and remembers what arrived.
    private actor Receiver {
        private(set) var received: [String] = []
        private var failures: [RPCError]
        private var gate: CheckedContinuation<Void, Never>?
        private var arrival: CheckedContinuation<Void, Never>?
        private var isHeld: Bool

        init(failures: [RPCError] = [], isHeld: Bool = false) {
            self.failures = failures
            self.isHeld = isHeld
        }

        func take(_ identifier: String, _ update: Int) async throws {
            if isHeld {
                isHeld = false
                arrival?.resume()
                await withCheckedContinuation { gate = $0 }
            }
            guard failures.isEmpty else { throw failures.removeFirst() }
            received.append("\(identifier)\(update)")
        }

        /// Returns once the first update is being delivered.
        func waitForArrival() async {
            if gate == nil { await withCheckedContinuation { arrival = $0 } }
        }

        func open() { gate?.resume() }
    }

    private func queue(
        _ receiver: Receiver, _ clock: ManualClock = ManualClock(),
        onEvent: @escaping @Sendable (UpdateQueue<Int, ManualClock>.Event) -> Void = { _ in }
    ) -> UpdateQueue<Int, ManualClock> {
        UpdateQueue(clock: clock, onEvent: onEvent) { try await receiver.take($0, $1) }
    }

    @Test func `delivers the newest of those that wait`() async {
        let receiver = Receiver(isHeld: true)
        let queue = queue(receiver)
        await queue.submit(1, for: "a")
        await receiver.waitForArrival()
        for update in 2...5 { await queue.submit(update, for: "a") }
        await receiver.open()
        await queue.drain()
        #expect(await receiver.received == ["a1", "a5"])
    }

    @Test func `tries again with doubling pauses, with the newest`() async {
        let clock = ManualClock()
        let receiver = Receiver(
            failures: Array(repeating: .timedOut, count: 5) + Array(repeating: .noResponse, count: 5))
        let pauses = Mutex<[Duration]>([])
        let queue = queue(receiver, clock) { event in
            if case .postponed(_, let pause, _) = event { pauses.withLock { $0.append(pause) } }
        }
        await queue.submit(1, for: "a")
        for round in 0..<10 {
            let pause = await clock.nextSleep()
            if round == 3 { await queue.submit(2, for: "a") }
            #expect(await queue.failingSince == ManualClock.Instant(offset: .zero))
            clock.advance(by: pause)
        }
        await queue.drain()
        #expect(await receiver.received == ["a2"])
        #expect(await queue.failingSince == nil)
        let seconds = [0.5, 1, 2, 4, 8, 16, 32, 60, 60, 60]
        #expect(pauses.withLock { $0 } == seconds.map { .seconds($0) })
    }

    @Test func `drops what was refused`() async {
        let receiver = Receiver(failures: [RPCError(.notFound, "no"), RPCError(.unavailable, "overloaded")])
        let dropped = Mutex<[String]>([])
        let queue = queue(receiver) { event in
            if case .dropped(let identifier, _) = event { dropped.withLock { $0.append(identifier) } }
        }
        await queue.submit(1, for: "a")
        await queue.drain()
        await queue.submit(2, for: "a")
        await queue.drain()
        await queue.submit(3, for: "a")
        await queue.drain()
        #expect(dropped.withLock { $0 } == ["a", "a"])
        #expect(await receiver.received == ["a3"])
    }

    @Test func `waits for the job's own creation and for no other, even on its lane`() async throws {
        let backlog = UpdateBacklog<Int>(lanes: 5)
        // Another job of the same lane.
        let other = try #require((0...).lazy.map { "b\($0)" }.first { backlog.lane(of: $0) == backlog.lane(of: "a") })
        let receiver = Receiver()
        let queue = queue(receiver)
        await #expect(throws: RPCError.timedOut) {
            try await queue.create("a") {
                await queue.submit(1, for: "a")
                await queue.submit(2, for: other)
                while await receiver.received != ["\(other)2"] { await Task.yield() }
                await queue.submit(3, for: "a")
                throw RPCError.timedOut
            }
        }
        await queue.drain()
        #expect(await receiver.received == ["\(other)2", "a3"])
    }

    @Test func `keeps each job's order over many jobs`() async {
        let receiver = Receiver()
        let queue = queue(receiver)
        for update in 0..<20 { for job in 0..<20 { await queue.submit(update, for: "j\(job)-") } }
        await queue.drain()
        let received = await receiver.received
        for job in 0..<20 {
            let updates = received.compactMap { text in
                text.hasPrefix("j\(job)-") ? Int(text.dropFirst("j\(job)-".count)) : nil
            }
            #expect(updates == updates.sorted() && updates.last == 19)
        }
    }

    @Test func `closing gives up at once`() async {
        let clock = ManualClock()
        let queue = queue(Receiver(failures: [.timedOut, .timedOut]), clock)
        await queue.submit(1, for: "a")
        _ = await clock.nextSleep()
        await queue.close()
    }

    @Test(arguments: [("", 0x811C_9DC5), ("a", 0xE40C_292C), ("foobar", 0xBF9C_F968)])
    func `hashes as FNV-1a says`(text: String, hash: UInt32) {
        #expect(fnv1a(text) == hash)
    }
}
