import Synchronization
import Testing

@testable import RedisClient

struct SubscriptionTableTests {
    private final class Calls: Sendable {
        let count = Mutex(0)
        var waiter: @Sendable (RedisError?) -> Void { { _ in self.count.withLock { $0 += 1 } } }
        var value: Int { count.withLock { $0 } }
    }

    private func satisfy(_ table: inout SubscriptionTable<Int>, _ channel: String) {
        for waiter in table.satisfied(channel) { waiter(nil) }
    }

    @Test func `sends one command for any number of handlers`() {
        var table = SubscriptionTable<Int>()
        let calls = Calls()
        let mustSubscribe = table.add(10, token: 1, to: "c", waiter: calls.waiter)
        #expect(mustSubscribe)
        table.issue("c")
        let mustSubscribeAgain = table.add(20, token: 2, to: "c", waiter: calls.waiter)
        #expect(!mustSubscribeAgain)
        satisfy(&table, "c")
        #expect(calls.value == 0)
        table.confirm("c")
        satisfy(&table, "c")
        #expect(calls.value == 2)
        #expect(table.handlers(of: "c") == [10, 20])
        let removals = [1, 2].map { table.remove(token: $0, from: "c").mustUnsubscribe }
        #expect(removals == [false, true])
        #expect(table.wanted.isEmpty)
    }

    @Test func `an old confirmation does not satisfy a new subscriber`() {
        var table = SubscriptionTable<Int>()
        let calls = Calls()
        _ = table.add(1, token: 1, to: "c", waiter: { _ in })
        table.issue("c")
        _ = table.remove(token: 1, from: "c")
        _ = table.add(2, token: 2, to: "c", waiter: calls.waiter)
        table.issue("c")
        table.confirm("c")
        satisfy(&table, "c")
        #expect(calls.value == 0)
        table.confirm("c")
        satisfy(&table, "c")
        #expect(calls.value == 1)
    }

    @Test func `after a loss the first confirmation counts`() {
        var table = SubscriptionTable<Int>()
        let calls = Calls()
        _ = table.add(1, token: 1, to: "c", waiter: { _ in })
        table.issue("c")
        _ = table.remove(token: 1, from: "c")
        _ = table.add(2, token: 2, to: "c", waiter: calls.waiter)
        table.issue("c")
        table.reset()
        #expect(table.wanted == ["c"])
        table.issue("c")
        table.confirm("c")
        satisfy(&table, "c")
        #expect(calls.value == 1)
    }

    @Test func `whoever is removed while waiting is told`() {
        var table = SubscriptionTable<Int>()
        let calls = Calls()
        _ = table.add(1, token: 1, to: "c", waiter: calls.waiter)
        for waiter in table.remove(token: 1, from: "c").waiters { waiter(.cancelled) }
        #expect(calls.value == 1)
    }

    @Test func `a refusal takes those who waited for it, and leaves those who had the channel to ask again`() {
        var table = SubscriptionTable<Int>()
        let calls = Calls()
        _ = table.add(10, token: 1, to: "c", waiter: calls.waiter)
        table.issue("c")
        table.confirm("c")
        satisfy(&table, "c")
        table.reset()
        _ = table.add(20, token: 2, to: "c", waiter: calls.waiter)
        table.issue("c")
        for waiter in table.refuse("c") { waiter(.refused("NOPERM")) }
        #expect(calls.value == 2)
        #expect(table.handlers(of: "c") == [10] && table.refused == ["c"])
        // Whoever comes now waits for the next answer.
        _ = table.add(30, token: 3, to: "c", waiter: calls.waiter)
        satisfy(&table, "c")
        #expect(calls.value == 2)
        table.issue("c")
        table.confirm("c")
        satisfy(&table, "c")
        #expect(calls.value == 3 && table.refused.isEmpty)
        #expect(table.handlers(of: "c") == [10, 30])
    }

    @Test func `a channel that was refused to all is forgotten`() {
        var table = SubscriptionTable<Int>()
        _ = table.add(1, token: 1, to: "c", waiter: { _ in })
        table.issue("c")
        for waiter in table.refuse("c") { waiter(.refused("NOPERM")) }
        #expect(table.wanted.isEmpty && table.refused.isEmpty)
        let mustSubscribe = table.add(2, token: 2, to: "c", waiter: { _ in })
        #expect(mustSubscribe)
    }
}
