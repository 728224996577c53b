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
    func loopTime() async -> Double { await onLoop { ProcessorTime.ofThread() } }

    private func sendBurst() {
        let start = ProcessorTime.ofThread()
        for _ in 0..<burst {
            sequence &+= 1
            packet[2] = UInt8(sequence >> 8)
            packet[3] = UInt8(truncatingIfNeeded: sequence)
            for port in ports where port.sendRTP(packet.span.bytes) { total.packets += 1 }
        }
        total.seconds += ProcessorTime.ofThread() - start
    }

    private func onLoop<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            TransportLoop.shared.perform { continuation.resume(returning: body()) }
        }
    }
}
