import Testing

@testable import RedisClient

struct RedisAddressTests {
    @Test(arguments: [
        ("localhost:6380", "localhost", 6380), ("redis", "redis", 6379), ("[::1]:1", "::1", 1), ("[::1]", "::1", 6379),
        ("10.0.0.1:65535", "10.0.0.1", 65_535),
    ])
    func `reads host and port`(text: String, host: String, port: Int) {
        #expect(RedisAddress(text) == RedisAddress(host: host, port: port))
    }

    @Test(arguments: ["", ":6379", "host:", "host:0", "host:65536", "host:x", "::1", "[::1", "a b:1", "[::1]x"])
    func `refuses anything else`(text: String) {
        #expect(RedisAddress(text) == nil)
    }
}

struct RedisCommandTests {
    @Test func `is an array of bulk strings`() {
        #expect(
            RedisCommand.publish([0, 13, 10], to: "a|b").bytes
                == Array("*3\r\n$7\r\nPUBLISH\r\n$3\r\na|b\r\n$3\r\n".utf8) + [0, 13, 10] + Array("\r\n".utf8))
    }
}

extension RedisCommandTests {
    @Test func `prints no argument`() {
        let command = RedisCommand("AUTH", "hidden")
        var dumped = ""
        dump(command, to: &dumped)
        #expect("\(command)" == "AUTH")
        #expect(!dumped.contains("hidden") && !dumped.contains("104"))
    }
}

struct ReconnectBackoffTests {
    @Test func `waits not at all, then 100 ms doubling to a second`() {
        var backoff = ReconnectBackoff()
        let waits = (0..<8).map { _ in backoff.next() }
        #expect(waits == [0, 100, 200, 400, 800, 1000, 1000, 1000].map { .milliseconds($0) })
        backoff.reset()
        let afterwards = backoff.next()
        #expect(afterwards == .zero)
    }
}

struct RedisRouteTests {
    @Test func `asks one Sentinel after the other, and again after the master was lost`() {
        var options = RedisOptions(address: RedisAddress(host: "unused"))
        let sentinels = [RedisAddress(host: "s1", port: 1), RedisAddress(host: "s2", port: 2)]
        options.sentinel = RedisSentinelOptions(masterName: "m", addresses: sentinels)
        var route = RedisRoute(options)
        #expect(route.next == .sentinel(sentinels[0]))
        route.failed()
        #expect(route.next == .sentinel(sentinels[1]))
        route.found(master: RedisAddress(host: "master"))
        #expect(route.next == .server(RedisAddress(host: "master")))
        route.failed()
        #expect(route.next == .sentinel(sentinels[1]))
    }
}

struct FirstInFirstOutTests {
    @Test func `keeps the order through growth and removal`() {
        var queue = FirstInFirstOut<Int>()
        var (next, expected) = (0, 0)
        for round in 0..<2_000 {
            for _ in 0..<(round % 7) {
                queue.append(next)
                next += 1
            }
            for _ in 0..<(round % 5) where !queue.isEmpty {
                let first = queue.popFirst()
                #expect(first == expected)
                expected += 1
            }
        }
        let rest = queue.removeAll()
        #expect(rest == Array(expected..<next))
        #expect(queue.isEmpty && queue.first == nil)
    }
}
