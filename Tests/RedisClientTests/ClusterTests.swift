import Foundation
import Synchronization
import TestSupport
import Testing

@testable import RedisClient

struct ClusterValueTests {
    @Test(arguments: [
        // Of the cluster specification and of redis-cli's CLUSTER KEYSLOT.
        ("123456789", 0x31C3), ("foo", 12_182), ("bar", 5_061), ("{user1000}.following", 3_443), ("user1000", 3_443),
        ("foo{}{bar}", 8_363), ("foo{{bar}}zap", 4_015), ("foo{bar}{zap}", 5_061), ("", 0),
    ])
    func `a key has the slot that the specification says`(key: String, slot: Int) {
        #expect(ClusterSlot(of: key.utf8).number == slot % ClusterSlot.count)
    }

    @Test func `a redirection names the slot and the node`() throws {
        let node = RedisAddress(host: "asked", port: 7000)
        let slot = try #require(ClusterSlot(number: 3_999))
        #expect(ClusterRedirect("MOVED 3999 10.0.0.1:6381", from: node) == .moved(slot, RedisAddress(host: "10.0.0.1", port: 6381)))
        #expect(ClusterRedirect("MOVED 3999 fe80::1:6381", from: node) == .moved(slot, RedisAddress(host: "fe80::1", port: 6381)))
        #expect(ClusterRedirect("ASK 3999 :6381", from: node) == .ask(RedisAddress(host: "asked", port: 6381)))
        for text in ["MOVED", "MOVED 16384 a:1", "MOVED -1 a:1", "MOVED 1 a", "MOVED 1 a:0", "MOVED 1 a:65536", "ERR 1 a:1", ""] {
            #expect(ClusterRedirect(text, from: node) == nil, "\(text)")
        }
    }

    @Test func `a map takes over what a node says, and nothing of what makes no sense`() throws {
        let node = RedisAddress(host: "asked", port: 7000)
        func range(_ first: Int64, _ last: Int64, _ host: RedisValue, _ port: Int64) -> RedisValue {
            .array([.integer(first), .integer(last), .array([host, .integer(port), .bytes([])]), .array([])])
        }
        var map = ClusterMap()
        let isRead = map.read(.array([range(0, 99, .bytes(Array("a".utf8)), 1), range(100, 16_383, .null, 2)]), from: node)
        #expect(isRead && map.nodes == [RedisAddress(host: "a", port: 1), RedisAddress(host: "asked", port: 2)])
        let wrong: [RedisValue] = [
            .null, .array([]), .array([.null]), .array([range(1, 0, .null, 1)]), .array([range(0, 16_384, .null, 1)]),
            .array([range(-1, 5, .null, 1)]), .array([range(0, 5, .null, 0)]), .array([.array([.integer(0), .integer(1)])]),
        ]
        for reply in wrong {
            let isTaken = map.read(reply, from: node)
            #expect(!isTaken, "\(reply)")
        }
        #expect(map.owner(of: try #require(ClusterSlot(number: 99)))?.host == "a")
    }

    @Test func `a cluster's nodes are tried one after the other`() {
        var options = RedisOptions(address: RedisAddress(host: "unused"))
        options.clusterAddresses = [RedisAddress(host: "n1"), RedisAddress(host: "n2")]
        var route = RedisRoute(options)
        var hosts: [String] = []
        for _ in 0..<3 {
            hosts.append(route.next.address.host)
            route.failed()
        }
        #expect(hosts == ["n1", "n2", "n1"])
    }
}

@Suite(.timeLimit(.minutes(1))) struct ClusterTests {
    @Test func `messages and locks work whichever nodes of a real cluster are known`() async throws {
        let cluster = try await RedisCluster(nodes: 3)
        var options = RedisOptions(address: RedisAddress(host: "unused"))
        options.database = 5  // which a cluster does not have
        // Nobody listens at the first.
        options.clusterAddresses = [RedisAddress(host: "127.0.0.1", port: try RedisServer.freePort()), RedisAddress(host: "127.0.0.1", port: cluster.ports[0])]
        let first = try await RedisClient.connect(options)
        options.clusterAddresses = [RedisAddress(host: "127.0.0.1", port: cluster.ports[1])]
        let second = try await RedisClient.connect(options)
        // Over all slots, by both clients.
        for number in 0..<200 {
            #expect(try await first.setIfAbsent("lock \(number)", to: "1", expiry: 5), "\(number)")
            #expect(try await !second.setIfAbsent("lock \(number)", to: "2", expiry: 5), "\(number)")
        }
        let (heard, note) = AsyncStream<[UInt8]>.makeStream()
        let subscription = try await second.subscribe(to: "channel") { note.yield($0) }
        for number in UInt8(0)..<100 { try await first.publish([number], to: "channel") }
        var payloads: [[UInt8]] = []
        for await payload in heard {
            payloads.append(payload)
            if payloads.count == 100 { break }
        }
        #expect(payloads == (0..<100).map { [UInt8($0)] })
        await subscription.cancel()
        await first.close()
        await second.close()
    }

    @Test func `a slot that has moved is found again`() async throws {
        let cluster = try await RedisCluster(nodes: 2)
        var options = RedisOptions(address: RedisAddress(host: "127.0.0.1", port: cluster.ports[0]))
        options.clusterAddresses = [RedisAddress(host: "127.0.0.1", port: cluster.ports[0])]
        let client = try await RedisClient.connect(options)
        let slot = ClusterSlot(of: "key".utf8).number
        #expect(try await client.setIfAbsent("key", to: "1", expiry: 5))
        try cluster.move(slot: slot)
        #expect(try await client.setIfAbsent("key", to: "2", expiry: 5), "the new node has nothing of it yet")
        #expect(try await !client.setIfAbsent("key", to: "3", expiry: 5))
        await client.close()
    }
}
