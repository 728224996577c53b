import Cryptography
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import RedisClient

/// What a subscription brought, to be waited for.
private final class Inbox: Sendable {
    private let stream: AsyncStream<[UInt8]>
    private let continuation: AsyncStream<[UInt8]>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream() }

    func put(_ payload: [UInt8]) { continuation.yield(payload) }

    func next() async -> [UInt8]? {
        for await payload in stream { return payload }
        return nil
    }
}

/// A client's events, to be waited for.
private final class Events: Sendable {
    private let stream: AsyncStream<RedisEvent>
    private let continuation: AsyncStream<RedisEvent>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream() }

    func put(_ event: RedisEvent) { continuation.yield(event) }

    func wait(for wanted: (RedisEvent) -> Bool) async {
        for await event in stream where wanted(event) { return }
    }
}

@Suite(.timeLimit(.minutes(1)))
struct RedisClientTests {
    private func options(_ server: RedisServer, host: String = "127.0.0.1") -> RedisOptions {
        RedisOptions(address: RedisAddress(host: host, port: server.port))
    }

    @Test func `sets a key once`() async throws {
        let server = try await RedisServer()
        let client = try await RedisClient.connect(options(server))
        #expect(try await client.setIfAbsent("key", to: "1", expiry: 5))
        #expect(try await !client.setIfAbsent("key", to: "2", expiry: 5))
        #expect(try await client.run(RedisCommand("GET", "key")) == .bytes(Array("1".utf8)))
        guard case .integer(let left) = try await client.run(RedisCommand("TTL", "key")) else {
            Issue.record("no time to live")
            return
        }
        #expect((1...5).contains(left))
        await client.close()
    }

    @Test func `carries any payload to every handler of a channel`() async throws {
        let server = try await RedisServer()
        let client = try await RedisClient.connect(options(server))
        let inboxes = [Inbox(), Inbox()]
        let channel = "Service|Method|REQ"
        let first = try await client.subscribe(to: channel) { inboxes[0].put($0) }
        let second = try await client.subscribe(to: channel) { inboxes[1].put($0) }
        for size in [0, 1, 100_000, 3_000_000] {
            let payload = (0..<size).map { UInt8(truncatingIfNeeded: $0) }
            #expect(try await client.publish(payload, to: channel) == 1)
            for inbox in inboxes { #expect(await inbox.next() == payload) }
        }
        await first.cancel()
        try await client.publish([1], to: channel)
        #expect(await inboxes[1].next() == [1])
        await second.cancel()
        try await eventually { try await client.publish([2], to: channel) == 0 }
        await client.close()
    }

    @Test func `keeps the order of ten thousand pipelined commands`() async throws {
        let server = try await RedisServer()
        let client = try await RedisClient.connect(options(server))
        let replies = Mutex<[Int64]>([])
        for _ in 0..<10_000 {
            client.send(RedisCommand("INCR", "n")) { result in
                if case .success(.integer(let value)) = result { replies.withLock { $0.append(value) } }
            }
        }
        #expect(try await client.run(RedisCommand("GET", "n")) == .bytes(Array("10000".utf8)))
        #expect(replies.withLock { $0 } == Array(1...10_000))
        await client.close()
    }

    @Test func `an error reply is that command's alone`() async throws {
        let server = try await RedisServer()
        let client = try await RedisClient.connect(options(server))
        await #expect(throws: RedisError.self) { try await client.run(RedisCommand("NOSUCH")) }
        #expect(try await client.run(RedisCommand("PING")) == .status("PONG"))
        await client.close()
        await #expect(throws: RedisError.closed) { try await client.run(RedisCommand("PING")) }
    }

    @Test func `greets with user, password and database`() async throws {
        let server = try await RedisServer(["--requirepass", "hidden"])
        var options = options(server)
        options.password = Secret("hidden")
        options.database = 3
        let client = try await RedisClient.connect(options)
        _ = try await client.run(RedisCommand("ACL", "SETUSER", "sluice", "on", ">other", "~*", "&*", "+@all"))
        _ = try await client.run(RedisCommand("SET", "where", "three"))
        options.username = "sluice"
        options.password = Secret("other")
        let second = try await RedisClient.connect(options)
        #expect(try await second.run(RedisCommand("GET", "where")) == .bytes(Array("three".utf8)))
        await second.close()
        await client.close()
        options.password = Secret("wrong")
        let error = await #expect(throws: RedisError.self) { try await RedisClient.connect(options) }
        #expect(error?.description.hasPrefix("unable to connect to redis:") == true)
        #expect(error.map { "\($0)".contains("wrong") } == false)
    }

    @Test func `a channel that the user may not have is refused, and those that he may have go on`() async throws {
        // Without rights to channels is how Redis makes users by itself.
        let server = try await RedisServer(["--user", "limited", "on", ">pw", "~*", "+@all", "&mine*"])
        let all = try await RedisClient.connect(options(server))
        var options = options(server)
        (options.username, options.password) = ("limited", Secret("pw"))
        let client = try await RedisClient.connect(options)
        for channel in ["theirs", "theirs too"] {
            let error = await #expect(throws: RedisError.self) { _ = try await client.subscribe(to: channel) { _ in } }
            #expect(error.map { "\($0)".contains("NOPERM") } == true)
        }
        let (mine, late) = (Inbox(), Inbox())
        let first = try await client.subscribe(to: "mine") { mine.put($0) }
        _ = try await all.run(RedisCommand("ACL", "SETUSER", "limited", "&late"))
        let second = try await client.subscribe(to: "late") { late.put($0) }
        // What is taken away ends the connection. The other channel is had again at once, this one as soon as it may be.
        _ = try await all.run(RedisCommand("ACL", "SETUSER", "limited", "resetchannels", "&mine*"))
        try await eventually { try await all.publish([1], to: "mine") == 1 }
        #expect(await mine.next() == [1])
        #expect(try await all.publish([1], to: "late") == 0)
        _ = try await all.run(RedisCommand("ACL", "SETUSER", "limited", "&late"))
        try await eventually { try await all.publish([2], to: "late") == 1 }
        #expect(await late.next() == [2])
        for subscription in [first, second] { await subscription.cancel() }
        for client in [client, all] { await client.close() }
    }

    @Test func `says what it could not connect to`() async throws {
        let port = try RedisServer.freePort()
        let options = RedisOptions(address: RedisAddress(host: "127.0.0.1", port: port))
        let error = await #expect(throws: RedisError.self) { try await RedisClient.connect(options) }
        #expect(
            error?.description.hasPrefix("unable to connect to redis: 127.0.0.1:\(port): Connection refused") == true)
    }

    @Test func `speaks TLS and checks whom it speaks to`() async throws {
        let certificates = try TestCertificates()
        let server = try await RedisServer(tls: certificates, ["--tls-auth-clients", "no"])
        for host in ["127.0.0.1", "localhost"] {
            var options = options(server, host: host)
            options.tls = RedisTLSOptions(authorityFile: certificates.authority)
            let client = try await RedisClient.connect(options)
            let inbox = Inbox()
            let subscription = try await client.subscribe(to: "c") { inbox.put($0) }
            let payload = [UInt8](repeating: 9, count: 500_000)
            try await client.publish(payload, to: "c")
            #expect(await inbox.next() == payload)
            await subscription.cancel()
            await client.close()
        }
        var options = options(server)
        options.tls = RedisTLSOptions()
        await #expect(throws: RedisError.self, "an unknown authority") { try await RedisClient.connect(options) }
        options.tls = RedisTLSOptions(serverName: "example.org", authorityFile: certificates.authority)
        let error = await #expect(throws: RedisError.self) { try await RedisClient.connect(options) }
        #expect(error?.description.contains("example.org is refused: hostname mismatch") == true)
        options.tls = RedisTLSOptions(verifiesServer: false)
        await (try await RedisClient.connect(options)).close()
        options.tls = RedisTLSOptions(authorityFile: "/nowhere.pem")
        let missing = await #expect(throws: RedisError.self) { try await RedisClient.connect(options) }
        #expect(missing?.description.contains("/nowhere.pem") == true)
    }

    @Test func `shows its own certificate to a server that asks`() async throws {
        let certificates = try TestCertificates()
        let server = try await RedisServer(tls: certificates, ["--tls-auth-clients", "yes"])
        var options = options(server)
        options.tls = RedisTLSOptions(authorityFile: certificates.authority)
        await #expect(throws: RedisError.self) { try await RedisClient.connect(options) }
        options.tls?.certificateFile = certificates.certificate
        options.tls?.keyFile = certificates.key
        await (try await RedisClient.connect(options)).close()
    }

    @Test func `comes back after the server did, subscriptions too`() async throws {
        let server = try await RedisServer()
        let events = Events()
        let client = try await RedisClient.connect(options(server)) { events.put($0) }
        let inbox = Inbox()
        let subscription = try await client.subscribe(to: "c") { inbox.put($0) }
        server.stop()
        await events.wait { if case .disconnected(.subscriptions, _) = $0 { true } else { false } }
        // One that asks while the server is away is served when it is back.
        async let late = client.subscribe(to: "late") { inbox.put($0) }
        try await server.start()
        await events.wait { $0 == .connected(.subscriptions) }
        let second = try await late
        #expect(try await client.publish([1], to: "c") == 1)
        #expect(await inbox.next() == [1])
        #expect(try await client.publish([2], to: "late") == 1)
        #expect(await inbox.next() == [2])
        await subscription.cancel()
        await second.cancel()
        await client.close()
    }

    @Test func `never sends twice what may have been executed`() async throws {
        let server = try await RedisServer()
        let events = Events()
        let client = try await RedisClient.connect(options(server)) { events.put($0) }
        server.signal(SIGSTOP)
        let outcome = Mutex<[Result<RedisValue, RedisError>]>([])
        for _ in 0..<3 { client.send(RedisCommand("INCR", "n")) { result in outcome.withLock { $0.append(result) } } }
        server.stop()
        await events.wait { if case .disconnected(.commands, _) = $0 { true } else { false } }
        #expect(outcome.withLock { $0 }.allSatisfy { if case .failure(.connectionLost) = $0 { true } else { false } })
        try await server.start()
        #expect(try await client.run(RedisCommand("INCR", "n")) == .integer(1))
        await client.close()
    }

    @Test func `gives up on a server that is silent`() async throws {
        let server = try await RedisServer()
        var options = options(server)
        options.readTimeout = .milliseconds(200)
        let client = try await RedisClient.connect(options)
        server.signal(SIGSTOP)
        let error = await #expect(throws: RedisError.self) { try await client.run(RedisCommand("PING")) }
        #expect(error?.isRetryable == true)
        server.signal(SIGCONT)
        try await eventually { (try? await client.run(RedisCommand("PING"))) == .status("PONG") }
        await client.close()
    }

    @Test func `refuses more than fits its backlog`() async throws {
        let server = try await RedisServer()
        let client = try await RedisClient.connect(options(server))
        server.signal(SIGSTOP)
        let payload = [UInt8](repeating: 0, count: 1 << 20)
        let refused = Mutex(0)
        for _ in 0..<17 {
            client.send(.publish(payload, to: "c")) { result in
                if case .failure(.overloaded) = result { refused.withLock { $0 += 1 } }
            }
        }
        #expect(refused.withLock { $0 } == 2)
        server.signal(SIGCONT)
        #expect(try await client.run(RedisCommand("PING")) == .status("PONG"))
        await client.close()
    }

    @Test func `finds the master through Sentinels`() async throws {
        let master = try await RedisServer(["--requirepass", "hidden"])
        let folder = try TemporaryFolder()
        let port = try RedisServer.freePort()
        let configuration = """
            port \(port)
            requirepass guarded
            sentinel monitor main 127.0.0.1 \(master.port) 1
            sentinel auth-pass main hidden
            """
        let file = try folder.write(Array(configuration.utf8), as: "sentinel.conf")
        let sentinel = try await RedisServer(port: port, [file, "--sentinel"])
        var options = RedisOptions(address: RedisAddress(host: "unused"))
        options.password = Secret("hidden")
        options.sentinel = RedisSentinelOptions(
            masterName: "main", addresses: [RedisAddress(host: "127.0.0.1", port: sentinel.port)],
            password: Secret("guarded"))
        let client = try await RedisClient.connect(options)
        #expect(try await client.run(RedisCommand("ROLE")) != .null)
        await client.close()
        options.sentinel?.masterName = "other"
        let error = await #expect(throws: RedisError.self) { try await RedisClient.connect(options) }
        #expect(error?.description.contains("does not know that master") == true)
    }
}
