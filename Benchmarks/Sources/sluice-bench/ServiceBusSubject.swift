import Foundation
import ProtobufRuntime
import ProtocolModels
import RedisClient
import ServiceBus
import Synchronization

/// Calls over psrpc and a Redis on loopback, 50 in flight: a queue method with its lock, claim, choice and answer, client
/// and server each with connections of their own. Beside it the least that Redis allows: a PUBLISH that comes back
/// through a subscription, as often in flight.
enum ServiceBusSubject {
    static let name = "service bus"
    private static let inFlight = 50
    private static let calls = 20_000

    static func run() throws -> [BenchmarkResult] { try Waiting.forTask { try await measure() } }

    private static func measure() async throws -> [BenchmarkResult] {
        let redis = try RedisProcess()
        defer { redis.stop() }
        let address = RedisAddress(host: "127.0.0.1", port: redis.port)
        let mine = try await connect(address)
        let theirs = try await connect(address)
        var ours: [Double] = []
        var peer: [Double] = []
        // The first round of each warms up.
        for round in 0...3 {
            let calls = try await psrpc(mine, theirs)
            let echoes = try await echo(mine)
            guard round > 0 else { continue }
            ours.append(percentile(calls))
            peer.append(percentile(echoes))
        }
        await mine.close()
        await theirs.close()
        return [
            BenchmarkResult(
                subject: name, metric: "psrpc round trip, 50 in flight, 95th percentile", unit: "ms",
                ours: ProcessorTime.median(ours), peer: ProcessorTime.median(peer), limit: 5)
        ]
    }

    static func connect(_ address: RedisAddress) async throws -> RedisClient {
        let start = ContinuousClock.now
        while true {
            do { return try await RedisClient.connect(RedisOptions(address: address)) } catch {
                guard ContinuousClock.now - start < .seconds(10) else { throw error }
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    /// The times of all calls, in milliseconds.
    private static func psrpc(_ mine: RedisClient, _ theirs: RedisClient) async throws -> [Double] {
        let server = RPCServer(bus: RedisBus(theirs), unixNanoseconds: unixNanoseconds)
        try await server.handle(RPC.IOInfo.updateEgress) { _, _ in Google.Empty() }
        let client = try await RPCClient(bus: RedisBus(mine), service: "IOInfo", unixNanoseconds: unixNanoseconds)
        let info = info
        let times = try await repeated {
            _ = try await client.call(RPC.IOInfo.updateEgress, info, options: CallOptions(timeout: .seconds(30)))
        }
        await client.close()
        await server.shutDown(.graceful)
        return times
    }

    /// Published payloads that come back, each awaited as a call is.
    private static func echo(_ redis: RedisClient) async throws -> [Double] {
        let waiting = Mutex<[Int: CheckedContinuation<Void, Never>]>([:])
        let next = Mutex(0)
        let subscription = try await redis.subscribe(to: "echo") { payload in
            let number = payload.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
            waiting.withLock { $0.removeValue(forKey: number) }?.resume()
        }
        let body = info.encoded()
        let times = try await repeated {
            let number = next.withLock { next in
                next += 1
                return next
            }
            let payload = (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } + body
            await withCheckedContinuation { continuation in
                waiting.withLock { $0[number] = continuation }
                redis.send(.publish(payload, to: "echo")) { _ in }
            }
        }
        await subscription.cancel()
        return times
    }

    /// Runs `body` 20,000 times, 50 at once.
    private static func repeated(_ body: @escaping @Sendable () async throws -> Void) async throws -> [Double] {
        try await withThrowingTaskGroup(of: [Double].self) { group in
            for _ in 0..<inFlight {
                group.addTask {
                    var times: [Double] = []
                    for _ in 0..<calls / inFlight {
                        let start = ContinuousClock.now
                        try await body()
                        times.append((ContinuousClock.now - start) / .milliseconds(1))
                    }
                    return times
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    private static func percentile(_ times: [Double]) -> Double { times.sorted()[times.count * 95 / 100] }

    private static let info: LiveKit.EgressInfo = {
        var info = LiveKit.EgressInfo()
        info.egressID = "EG_abcdefghijkl"
        info.roomName = "benchmark"
        info.status = .active
        return info
    }()

    @Sendable static func unixNanoseconds() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
