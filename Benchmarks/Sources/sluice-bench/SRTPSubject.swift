import CSRTPPeer
import Cryptography
import Foundation
import RTPMedia
import WebRTCTransport

/// Decrypting AES-GCM packets, alone and in front of the whole receive path, beside libsrtp2 that only decrypts them.
enum SRTPSubject {
    static let name = "srtp"

    private static let key = (0..<28).map { UInt8($0) }
    /// 70 % of the library's packets a second.
    private static let pathLimit = 1 / 0.7

    static func run() throws -> [BenchmarkResult] {
        let plain = PacketStream(.vp8, frameSize: 6_000, isReordered: false)
        let packets = try SealedPackets(plain, key: key)
        var (alone, path, peer): ([Double], [Double], [Double]) = ([], [], [])
        for round in 0...5 {
            let times = (try decrypt(packets), try receive(packets, plain), try decryptByLibrary(packets))
            guard round > 0 else { continue }  // to warm up
            alone.append(times.0)
            path.append(times.1)
            peer.append(times.2)
        }
        let library = ProcessorTime.median(peer)
        return [
            BenchmarkResult(
                subject: name, metric: "user time, VP8 packets of 1.2 kB decrypted; the peer is libsrtp2",
                unit: "ns/packet", ours: ProcessorTime.median(alone), peer: library, ratioLimit: 1),
            BenchmarkResult(
                subject: name,
                metric: "user time, decrypted, put into frames and written as IVF; the peer, libsrtp2, only decrypts",
                unit: "ns/packet", ours: ProcessorTime.median(path), peer: library, ratioLimit: pathLimit),
        ]
    }

    private static func session() throws -> SRTPSession {
        try SRTPSession(SRTPKeyingMaterial(profile: .aeadAES128GCM, outgoing: key, incoming: key))
    }

    private static func decrypt(_ packets: SealedPackets) throws -> Double {
        let session = try session()
        return try packets.measure { packet in
            var bytes = MutableRawSpan(_unsafeBytes: packet)
            guard session.unprotect(&bytes, .rtp) != nil else { throw BenchmarkFailure("a packet was refused") }
        }
    }

    private static func receive(_ packets: SealedPackets, _ plain: PacketStream) throws -> Double {
        let session = try session()
        var path = ReceivePath(plain.codec)
        let time = try packets.measure { packet in
            var bytes = MutableRawSpan(_unsafeBytes: packet)
            guard let count = session.unprotect(&bytes, .rtp) else { throw BenchmarkFailure("a packet was refused") }
            try path.take(RawSpan(_unsafeBytes: UnsafeRawBufferPointer(rebasing: packet[..<count])))
        }
        try path.check(frameCount: plain.frameCount)
        return time
    }

    private static func decryptByLibrary(_ packets: SealedPackets) throws -> Double {
        srtp_init()
        var policy = srtp_policy_t()
        srtp_crypto_policy_set_aes_gcm_128_16_auth(&policy.rtp)
        srtp_crypto_policy_set_aes_gcm_128_16_auth(&policy.rtcp)
        policy.ssrc.type = ssrc_any_inbound
        var (session, key) = (srtp_t?.none, key)
        let status = key.withUnsafeMutableBufferPointer { key in
            policy.key = key.baseAddress
            return srtp_create(&session, &policy)
        }
        guard status == srtp_err_status_ok else { throw BenchmarkFailure("libsrtp2 has no AES-GCM here") }
        defer { srtp_dealloc(session) }
        return try packets.measure { packet in
            var count = Int32(packet.count)
            guard srtp_unprotect(session, packet.baseAddress, &count) == srtp_err_status_ok else {
                throw BenchmarkFailure("libsrtp2 refused a packet")
            }
        }
    }
}

/// The packets of a stream, encrypted.
private struct SealedPackets {
    private var bytes: [UInt8] = []
    private var ranges: [Range<Int>] = []

    init(_ stream: PacketStream, key: [UInt8]) throws {
        let session = try SRTPSession(SRTPKeyingMaterial(profile: .aeadAES128GCM, outgoing: key, incoming: key))
        bytes.reserveCapacity(stream.bytes.count + 16 * stream.ranges.count)
        for range in stream.ranges {
            var packet = Array(stream.bytes[range]) + [UInt8](repeating: 0, count: SRTPSession.trailer)
            var span = packet.mutableSpan
            var memory = span.mutableBytes
            guard let count = session.protect(&memory, count: range.count, .rtp) else {
                throw BenchmarkFailure("a packet was not encrypted")
            }
            ranges.append(bytes.count..<(bytes.count + count))
            bytes += packet[..<count]
        }
    }

    /// Nanoseconds of user time for each packet, which `body` gets as a copy of its own, as from a socket.
    func measure(_ body: (UnsafeMutableRawBufferPointer) throws -> Void) throws -> Double {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 2048, alignment: 16)
        defer { memory.deallocate() }
        let start = ProcessorTime.ours()
        for range in ranges {
            bytes.withUnsafeBytes { memory.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[range])) }
            try body(UnsafeMutableRawBufferPointer(rebasing: memory[..<range.count]))
        }
        return (ProcessorTime.ours() - start) * 1e9 / Double(ranges.count)
    }
}
