internal import Cryptography

/// SRTP with `AEAD_AES_128_GCM` (RFC 7714) by OpenSSL. libsrtp2 has it too, but the library it uses on Debian sets up
/// a cipher for every packet.
final class GCMProtection: PacketProtection {
    /// What is known of a source in one direction.
    private final class Source {
        var media = ReplayWindow()
        var control = ReplayWindow()
    }

    private let outgoing: GCMKeys
    private let incoming: GCMKeys
    private var senders: [UInt32: Source] = [:]
    private var receivers: [UInt32: Source] = [:]
    private var lastSender: (ssrc: UInt32, source: Source)?
    private var lastReceiver: (ssrc: UInt32, source: Source)?
    /// Of our next RTCP packet. One count for all sources: a nonce holds the source as well.
    private var controlIndex: UInt32
    /// The bit that says that RTCP is encrypted.
    private static let isEncrypted: UInt32 = 1 << 31

    init(outgoing: consuming GCMKeys, incoming: consuming GCMKeys, controlIndex: UInt32 = 1) {
        self.outgoing = outgoing
        self.incoming = incoming
        self.controlIndex = controlIndex
    }

    convenience init(_ keys: SRTPKeyingMaterial) throws(PeerConnectionError) {
        do throws(CryptographyError) {
            self.init(
                outgoing: try GCMKeys(.sealing, master: keys.outgoing),
                incoming: try GCMKeys(.opening, master: keys.incoming))
        } catch {
            throw .unavailable(part: "SRTP")
        }
    }

    func unprotect(_ packet: UnsafeMutableRawBufferPointer, _ kind: SRTPSession.Kind) -> Int? {
        kind == .rtp ? unprotectMedia(packet) : unprotectControl(packet)
    }

    func protect(_ buffer: UnsafeMutableRawBufferPointer, count: Int, _ kind: SRTPSession.Kind) -> Int? {
        kind == .rtp ? protectMedia(buffer, count) : protectControl(buffer, count)
    }

    // MARK: RTP

    private func unprotectMedia(_ packet: UnsafeMutableRawBufferPointer) -> Int? {
        let count = packet.count - AES128GCM.tagCount
        guard count >= 12, let header = GCMProtection.headerCount(UnsafeRawBufferPointer(packet), within: count),
            let start = packet.baseAddress
        else { return nil }
        let ssrc = GCMProtection.word(packet, at: 8)
        let known = receiver(ssrc)
        let sequence = UInt16(bigEndian: packet.loadUnaligned(fromByteOffset: 2, as: UInt16.self))
        guard known != nil || receivers.count < SRTPSession.maximumSources,
            let index = known.map({ $0.media.index(of: sequence) }) ?? UInt64(sequence),
            known?.media.verdict(on: index) ?? .new == .new,
            incoming.media.open(
                UnsafeMutableRawBufferPointer(rebasing: packet[header..<count]),
                header: UnsafeRawBufferPointer(rebasing: packet[..<header]),
                nonce: incoming.nonce(source: ssrc, index: index), tag: start + count)
        else { return nil }
        // Nothing is remembered of what is not authentic.
        (known ?? addReceiver(ssrc)).media.insert(index)
        return count
    }

    private func protectMedia(_ buffer: UnsafeMutableRawBufferPointer, _ count: Int) -> Int? {
        guard count >= 12, let header = GCMProtection.headerCount(UnsafeRawBufferPointer(buffer), within: count),
            let start = buffer.baseAddress
        else { return nil }
        let ssrc = GCMProtection.word(buffer, at: 8)
        let sequence = UInt16(bigEndian: buffer.loadUnaligned(fromByteOffset: 2, as: UInt16.self))
        let source = sender(ssrc)
        // One that is too old could be taken for its like of the round before.
        guard let index = source.media.index(of: sequence), source.media.verdict(on: index) != .tooOld,
            outgoing.media.seal(
                UnsafeMutableRawBufferPointer(rebasing: buffer[header..<count]),
                header: UnsafeRawBufferPointer(rebasing: buffer[..<header]),
                nonce: outgoing.nonce(source: ssrc, index: index), tag: start + count)
        else { return nil }
        source.media.insert(index)
        return count + AES128GCM.tagCount
    }

    /// Fixed header, sources and extension (RFC 3550 section 5.1); what follows is encrypted.
    @inline(__always)
    private static func headerCount(_ packet: UnsafeRawBufferPointer, within count: Int) -> Int? {
        let first = packet[0]
        var header = 12 + 4 * Int(first & 0x0F)
        if first & 0x10 != 0 {
            guard header + 4 <= count else { return nil }
            let words = UInt16(bigEndian: packet.loadUnaligned(fromByteOffset: header + 2, as: UInt16.self))
            header += 4 + 4 * Int(words)
        }
        return header <= count && first >> 6 == 2 ? header : nil
    }

    @inline(__always)
    private static func word(_ packet: UnsafeMutableRawBufferPointer, at offset: Int) -> UInt32 {
        UInt32(bigEndian: packet.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    // MARK: RTCP

    /// Header, text, tag, and the word with the index (RFC 7714 section 9).
    private func unprotectControl(_ packet: UnsafeMutableRawBufferPointer) -> Int? {
        let count = packet.count - AES128GCM.tagCount - 4
        guard count >= 8, let start = packet.baseAddress else { return nil }
        let ssrc = GCMProtection.word(packet, at: 4)
        let word = GCMProtection.word(packet, at: packet.count - 4)
        let known = receiver(ssrc)
        let index = word & ~GCMProtection.isEncrypted
        guard known != nil || receivers.count < SRTPSession.maximumSources,
            known?.control.verdict(on: UInt64(index)) ?? .new == .new
        else { return nil }
        // Without the bit all of it is in the clear, and authenticated.
        let header = word & GCMProtection.isEncrypted == 0 ? count : 8
        guard
            incoming.control.open(
                UnsafeMutableRawBufferPointer(rebasing: packet[header..<count]),
                header: UnsafeRawBufferPointer(rebasing: packet[..<header]),
                trailer: UnsafeRawBufferPointer(rebasing: packet[(packet.count - 4)...]),
                nonce: incoming.controlNonce(source: ssrc, index: index), tag: start + count)
        else { return nil }
        (known ?? addReceiver(ssrc)).control.insert(UInt64(index))
        return count
    }

    private func protectControl(_ buffer: UnsafeMutableRawBufferPointer, _ count: Int) -> Int? {
        // After 2^31 packets the keys are used up (RFC 3711 section 9.2).
        guard count >= 8, controlIndex & GCMProtection.isEncrypted == 0, let start = buffer.baseAddress else {
            return nil
        }
        let index = controlIndex
        controlIndex += 1
        let end = count + AES128GCM.tagCount
        buffer.storeBytes(of: (index | GCMProtection.isEncrypted).bigEndian, toByteOffset: end, as: UInt32.self)
        let isSealed = outgoing.control.seal(
            UnsafeMutableRawBufferPointer(rebasing: buffer[8..<count]),
            header: UnsafeRawBufferPointer(rebasing: buffer[..<8]),
            trailer: UnsafeRawBufferPointer(rebasing: buffer[end..<(end + 4)]),
            nonce: outgoing.controlNonce(source: GCMProtection.word(buffer, at: 4), index: index), tag: start + count)
        return isSealed ? end + 4 : nil
    }

    // MARK: Sources

    @inline(__always)
    private func receiver(_ ssrc: UInt32) -> Source? {
        if let lastReceiver, lastReceiver.ssrc == ssrc { return lastReceiver.source }
        guard let source = receivers[ssrc] else { return nil }
        lastReceiver = (ssrc, source)
        return source
    }

    private func addReceiver(_ ssrc: UInt32) -> Source {
        let source = Source()
        receivers[ssrc] = source
        lastReceiver = (ssrc, source)
        return source
    }

    @inline(__always)
    private func sender(_ ssrc: UInt32) -> Source {
        if let lastSender, lastSender.ssrc == ssrc { return lastSender.source }
        let source = senders[ssrc] ?? addSender(ssrc)
        lastSender = (ssrc, source)
        return source
    }

    private func addSender(_ ssrc: UInt32) -> Source {
        let source = Source()
        senders[ssrc] = source
        return source
    }
}
