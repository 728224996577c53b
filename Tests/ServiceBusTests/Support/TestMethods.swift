import Foundation
import ProtobufRuntime
import ProtocolModels
import RedisClient
import ServiceBus
import TestSupport

/// A service with a method of each kind, over messages that are small and real.
enum TestService {
    static let name = "TestService"
    static let queue = method("Queue", .queue, topics: 1)
    static let affinity = method("Affinity", .affinity, topics: 1)
    static let multi = method("Multi", .multi, topics: 1)
    static let single = method("Single", .queue, topics: 1, isSingleServer: true)

    private static func method(
        _ name: String, _ routing: MethodRouting, topics: Int, isSingleServer: Bool = false
    ) -> ServiceMethod<Question, Answer> {
        ServiceMethod(
            package: "test", service: self.name, name: name, routing: routing, topics: topics,
            isSingleServer: isSingleServer)
    }
}

typealias Question = LiveKit.StopEgressRequest
typealias Answer = RPC.ListActiveEgressResponse

extension Question {
    init(_ text: String) {
        self.init()
        egressID = text
    }
}

extension Answer {
    init(_ texts: String...) {
        self.init()
        egressIDs = texts
    }
}

@Sendable func unixNanoseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}

extension CallOptions {
    /// For calls that will be answered, however busy the machine is.
    static let patient = CallOptions(
        timeout: .seconds(30), selection: SelectionOptions(acceptsFirst: true, timeout: nil))
}

/// The two kinds of bus, and what they need.
enum BusKind: CaseIterable { case inProcess, redis }

/// Buses of one kind on which peers reach each other, each over Redis with a client of its own.
final class BusNetwork: Sendable {
    let redis: RedisServer?
    private let local = InProcessBus()

    init(_ kind: BusKind) async throws { redis = kind == .redis ? try await RedisServer() : nil }

    func bus() async throws -> any MessageBus {
        guard let redis else { return local }
        let options = RedisOptions(address: RedisAddress(host: "127.0.0.1", port: redis.port))
        return RedisBus(try await RedisClient.connect(options))
    }

    func client() async throws -> RPCClient {
        try await RPCClient(bus: try await bus(), service: TestService.name, unixNanoseconds: unixNanoseconds)
    }

    func server() async throws -> RPCServer {
        RPCServer(bus: try await bus(), unixNanoseconds: unixNanoseconds)
    }
}

/// Counts what happened, by name.
actor Tally {
    private(set) var counts: [String: Int] = [:]
    private var watchers: [(name: String, count: Int, continuation: CheckedContinuation<Void, Never>)] = []

    func add(_ name: String) {
        counts[name, default: 0] += 1
        let ready = watchers.filter { counts[$0.name, default: 0] >= $0.count }
        watchers.removeAll { counts[$0.name, default: 0] >= $0.count }
        for watcher in ready { watcher.continuation.resume() }
    }

    func wait(for name: String, count: Int = 1) async {
        if counts[name, default: 0] >= count { return }
        await withCheckedContinuation { watchers.append((name, count, $0)) }
    }
}

extension BusNetwork {
    /// Returns once somebody is subscribed to `channel`.
    func waitUntilReached(_ channel: String) async {
        guard let redis else { return }
        let options = RedisOptions(address: RedisAddress(host: "127.0.0.1", port: redis.port))
        guard let client = try? await RedisClient.connect(options) else { return }
        while true {
            let reply = try? await client.run(RedisCommand("PUBSUB", "NUMSUB", channel))
            if case .array(let parts)? = reply, case .integer(let count)? = parts.last, count > 0 { break }
        }
        await client.close()
    }
}
