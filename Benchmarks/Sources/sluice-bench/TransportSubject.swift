import Foundation
import SessionDescription
import Synchronization
import WebRTCTransport

/// Media through whole connections on loopback: SRTP, ICE and the kernel, a hundred connections on the one thread.
enum TransportSubject {
    static let name = "transport"

    private static let connectionCount = 100
    private static let packetSize = 1_200
    /// Per connection and round: a picture's worth.
    private static let burst = 8
    private static let rounds = 120
    /// 200,000 packets a second.
    private static let limit = 5.0

    static func run() throws -> [BenchmarkResult] {
        let sockets = try PlainSockets(count: connectionCount)
        let (send, receive) = try sockets.measure(rounds: rounds, size: packetSize, burst: burst)
        let ours = try Waiting.forTask { try await measure() }
        return [
            result("sent", ours.send, send, "sendto"), result("received", ours.receive, receive, "recvfrom"),
        ]
    }

    private static func result(_ what: String, _ ours: Double, _ peer: Double, _ call: String) -> BenchmarkResult {
        BenchmarkResult(
            subject: name,
            metric: "processor time, a packet of 1.2 kB \(what) over \(connectionCount) connections, AES-GCM; the peer "
                + "only calls \(call) on as many sockets",
            unit: "µs/packet", ours: ours, peer: peer, limit: limit)
    }

    private static func measure() async throws -> (send: Double, receive: Double) {
        var links: [MediaLink] = []
        for _ in 0..<connectionCount { links.append(try await MediaLink()) }
        let sender = BurstSender(links.map(\.port), size: packetSize, burst: burst)
        try await sender.run(rounds: 4)  // to warm up
        let start = await sender.loopTime()
        let received = links.reduce(0) { $0 + $1.counter.value }
        let before = sender.total
        try await sender.run(rounds: rounds)
        let whole = await sender.loopTime() - start
        let (sent, spent) = (sender.total.packets - before.packets, sender.total.seconds - before.seconds)
        let arrived = links.reduce(0) { $0 + $1.counter.value } - received
        for link in links { await link.close() }
        guard sent == rounds * burst * connectionCount, arrived * 100 > sent * 99 else {
            throw BenchmarkFailure("\(sent) packets went out, \(arrived) arrived")
        }
        return (spent / Double(sent) * 1e6, (whole - spent) / Double(arrived) * 1e6)
    }
}

/// Two connections with media from the first to the second.
private struct MediaLink {
    final class Counter: MediaReceiver {
        private let count = Atomic(0)
        var value: Int { count.load(ordering: .relaxed) }
        func receiveRTP(_ packet: RawSpan) { count.add(1, ordering: .relaxed) }
        func receiveRTCP(_ packet: RawSpan) {}
    }
    let caller: PeerConnection
    let callee: PeerConnection
    let port: MediaPort
    let counter = Counter()

    init() async throws {
        var settings = PeerConnection.Settings()
        settings.connectivity = .loopback
        caller = try await PeerConnection(settings)
        callee = try await PeerConnection(settings)
        await caller.addTransceiver(.video, sending: SendingTrack(track: "v"))
        await caller.gatherCandidates()
        await callee.gatherCandidates()
        let offer = try await caller.createOffer()
        try await caller.setLocalDescription(.offer, offer)
        try await callee.setRemoteDescription(.offer, offer)
        let answer = try await callee.createAnswer()
        try await callee.setLocalDescription(.answer, answer)
        try await caller.setRemoteDescription(.answer, answer)
        try await caller.connected()
        try await callee.connected()
        await callee.setReceiver(counter)
        port = try await caller.mediaPort()
    }

    func close() async {
        await caller.close()
        await callee.close()
    }
}

/// Sends bursts on many connections, and knows what of the loop's processor time that took.
private final class BurstSender: @unchecked Sendable {  // the fields are touched on the loop's thread, or between runs
    private let ports: [MediaPort]
    private let burst: Int
    private var packet: [UInt8]
    private var sequence: UInt16 = 0
    private(set) var total = (packets: 0, seconds: 0.0)

    init(_ ports: [MediaPort], size: Int, burst: Int) {
        self.ports = ports
        self.burst = burst
        packet = [0x80, 96, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1] + [UInt8](repeating: 7, count: size - 12)
    }

    /// Between two rounds the loop receives what the first brought.
    func run(rounds: Int) async throws {
        for _ in 0..<rounds { await onLoop { self.sendBurst() } }
        // Twice, because what the last round brought is looked at in the same turn of the loop.
        for _ in 0..<2 { await onLoop {} }
    }

    /// The processor time of the loop's thread so far, in seconds.
    func loopTime() async -> Double { await onLoop { BurstSender.threadTime() } }

    private func sendBurst() {
        let start = BurstSender.threadTime()
        for _ in 0..<burst {
            sequence &+= 1
            packet[2] = UInt8(sequence >> 8)
            packet[3] = UInt8(truncatingIfNeeded: sequence)
            for port in ports where port.sendRTP(packet.span.bytes) { total.packets += 1 }
        }
        total.seconds += BurstSender.threadTime() - start
    }

    private func onLoop<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            TransportLoop.shared.perform { continuation.resume(returning: body()) }
        }
    }

    static func threadTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// The limit of what the kernel allows: the same packets over as many bare sockets, one call for each.
private final class PlainSockets {
    private struct Pair {
        let sender = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        let receiver = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_in()
    }
    private var pairs: [Pair] = []

    init(count: Int) throws {
        for _ in 0..<count { try pairs.append(PlainSockets.bound()) }
    }

    deinit {
        for pair in pairs {
            close(pair.sender)
            close(pair.receiver)
        }
    }

    private static func bound() throws -> Pair {
        var pair = Pair()
        pair.address.sin_family = sa_family_t(AF_INET)
        pair.address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let receiver = pair.receiver
        let isBound = withUnsafeMutablePointer(to: &pair.address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(receiver, $0, size) == 0 && getsockname(receiver, $0, &size) == 0
            }
        }
        guard isBound else { throw BenchmarkFailure("no socket could be bound on 127.0.0.1") }
        return pair
    }

    /// Microseconds of processor time for each packet.
    func measure(rounds: Int, size: Int, burst: Int) throws -> (send: Double, receive: Double) {
        var bytes = [UInt8](repeating: 7, count: size)
        var (sending, receiving, arrived) = (0.0, 0.0, 0)
        for _ in 0..<rounds {
            let start = BurstSender.threadTime()
            for _ in 0..<burst { for pair in pairs { send(bytes, pair) } }
            let middle = BurstSender.threadTime()
            for pair in pairs {
                while recvfrom(pair.receiver, &bytes, size, Int32(MSG_DONTWAIT), nil, nil) > 0 { arrived += 1 }
            }
            sending += middle - start
            receiving += BurstSender.threadTime() - middle
        }
        guard arrived == rounds * burst * pairs.count else { throw BenchmarkFailure("only \(arrived) packets arrived") }
        return (sending / Double(arrived) * 1e6, receiving / Double(arrived) * 1e6)
    }

    private func send(_ bytes: [UInt8], _ pair: Pair) {
        withUnsafePointer(to: pair.address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = sendto(pair.sender, bytes, bytes.count, 0, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
