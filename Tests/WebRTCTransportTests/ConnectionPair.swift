import SessionDescription
import Synchronization
import Testing
import WebRTCTransport

/// Two connections of ours on loopback, and the signalling between them.
struct ConnectionPair {
    let caller: PeerConnection
    let callee: PeerConnection

    init(_ caller: PeerConnection.Settings = .loopback, _ callee: PeerConnection.Settings = .loopback) async throws {
        self.caller = try await PeerConnection(caller)
        self.callee = try await PeerConnection(callee)
    }

    /// Offer and answer with all candidates in them.
    func negotiate(iceRestart: Bool = false) async throws {
        if iceRestart { try await caller.restartICE() }
        await caller.gatherCandidates()
        let offer = try await caller.createOffer()
        try await caller.setLocalDescription(.offer, offer)
        try await callee.setRemoteDescription(.offer, offer)
        await callee.gatherCandidates()
        let answer = try await callee.createAnswer()
        try await callee.setLocalDescription(.answer, answer)
        try await caller.setRemoteDescription(.answer, answer)
    }

    func connect() async throws {
        try await negotiate()
        try await caller.connected()
        try await callee.connected()
    }

    func close() async {
        await caller.close()
        await callee.close()
    }
}

extension PeerConnection.Settings {
    static var loopback: PeerConnection.Settings {
        var settings = PeerConnection.Settings()
        settings.connectivity = .loopback
        return settings
    }
}

/// Keeps what arrives.
final class PacketLog: MediaReceiver {
    private struct Packets {
        var rtp: [[UInt8]] = []
        var rtcp: [[UInt8]] = []
        var waiters: [(rtp: Int, rtcp: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }
    private let packets = Mutex(Packets())

    var rtp: [[UInt8]] { packets.withLock { $0.rtp } }
    var rtcp: [[UInt8]] { packets.withLock { $0.rtcp } }

    func receiveRTP(_ packet: RawSpan) {
        let bytes = packet.withUnsafeBytes { Array($0) }
        take { $0.rtp.append(bytes) }
    }

    func receiveRTCP(_ packet: RawSpan) {
        let bytes = packet.withUnsafeBytes { Array($0) }
        take { $0.rtcp.append(bytes) }
    }

    private func take(_ change: (inout Packets) -> Void) {
        let ready = packets.withLock { packets in
            change(&packets)
            let ready = packets.waiters.filter { $0.rtp <= packets.rtp.count && $0.rtcp <= packets.rtcp.count }
            packets.waiters.removeAll { $0.rtp <= packets.rtp.count && $0.rtcp <= packets.rtcp.count }
            return ready
        }
        for waiter in ready { waiter.continuation.resume() }
    }

    /// Returns when so many have arrived.
    func has(rtp: Int = 0, rtcp: Int = 0) async {
        await withCheckedContinuation { continuation in
            let isReady = packets.withLock { packets in
                let isReady = packets.rtp.count >= rtp && packets.rtcp.count >= rtcp
                if !isReady { packets.waiters.append((rtp, rtcp, continuation)) }
                return isReady
            }
            if isReady { continuation.resume() }
        }
    }
}

enum Packet {
    static func rtp(type: UInt8 = 111, sequence: UInt16, timestamp: UInt32 = 0, source: UInt32 = 1, payload: [UInt8])
        -> [UInt8]
    {
        var bytes: [UInt8] = [0x80, type]
        bytes += [UInt8(sequence >> 8), UInt8(truncatingIfNeeded: sequence)]
        for value in [timestamp, source] {
            for shift in [24, 16, 8, 0] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
        }
        return bytes + payload
    }

    /// A receiver report without blocks.
    static func report(source: UInt32) -> [UInt8] {
        [0x80, 201, 0, 1] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: source >> UInt32($0)) }
    }
}

extension MediaPort {
    /// Sends from any thread.
    func send(rtp: [[UInt8]] = [], rtcp: [[UInt8]] = []) {
        TransportLoop.shared.perform {
            for packet in rtp { self.sendRTP(packet.span.bytes) }
            for packet in rtcp { self.sendRTCP(packet.span.bytes) }
        }
    }
}
