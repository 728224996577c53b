internal import CSRTP
internal import Cryptography

/// SRTP of libsrtp2, for counter mode with HMAC-SHA1 (RFC 3711); sole owner of its handles.
final class LibraryProtection: PacketProtection {
    private static let isReady: Bool = srtp_init() == srtp_err_status_ok

    private let outgoing: srtp_t
    private let incoming: srtp_t
    private var sources: Set<UInt32> = []
    private var lastSource: UInt32?

    init(_ keys: SRTPKeyingMaterial) throws(PeerConnectionError) {
        guard LibraryProtection.isReady,
            let outgoing = LibraryProtection.session(keys.outgoing, ssrc_any_outbound)
        else { throw .unavailable(part: "SRTP") }
        guard let incoming = LibraryProtection.session(keys.incoming, ssrc_any_inbound) else {
            srtp_dealloc(outgoing)
            throw .unavailable(part: "SRTP")
        }
        self.outgoing = outgoing
        self.incoming = incoming
    }

    deinit {
        srtp_dealloc(outgoing)
        srtp_dealloc(incoming)
    }

    private static func session(_ key: [UInt8], _ direction: srtp_ssrc_type_t) -> srtp_t? {
        var policy = srtp_policy_t()
        srtp_crypto_policy_set_rtp_default(&policy.rtp)
        srtp_crypto_policy_set_rtcp_default(&policy.rtcp)
        guard key.count == Int(policy.rtp.cipher_key_len) else { return nil }
        policy.ssrc.type = direction
        // Room for retransmissions of a second at high rates; the default of 128 packets drops them as replays.
        policy.window_size = UInt(ReplayWindow.size)
        // The answer to a NACK without RTX is the same packet once more.
        policy.allow_repeat_tx = 1
        var session: srtp_t?
        var key = key
        let status = key.withUnsafeMutableBufferPointer { key in
            policy.key = key.baseAddress
            return srtp_create(&session, &policy)
        }
        return status == srtp_err_status_ok ? session : nil
    }

    func unprotect(_ packet: UnsafeMutableRawBufferPointer, _ kind: SRTPSession.Kind) -> Int? {
        var count = Int32(truncatingIfNeeded: packet.count)
        if kind == .rtcp {
            guard packet.count >= 8, srtp_unprotect_rtcp(incoming, packet.baseAddress, &count) == srtp_err_status_ok
            else { return nil }
            return Int(count)
        }
        guard packet.count >= 12 else { return nil }
        let source = UInt32(bigEndian: packet.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
        guard source == lastSource || sources.contains(source) || sources.count < SRTPSession.maximumSources,
            srtp_unprotect(incoming, packet.baseAddress, &count) == srtp_err_status_ok
        else { return nil }
        if source != lastSource {
            lastSource = source
            sources.insert(source)
        }
        return Int(count)
    }

    func protect(_ buffer: UnsafeMutableRawBufferPointer, count: Int, _ kind: SRTPSession.Kind) -> Int? {
        guard count >= (kind == .rtcp ? 8 : 12) else { return nil }
        var length = Int32(truncatingIfNeeded: count)
        let status =
            kind == .rtcp
            ? srtp_protect_rtcp(outgoing, buffer.baseAddress, &length)
            : srtp_protect(outgoing, buffer.baseAddress, &length)
        return status == srtp_err_status_ok ? Int(length) : nil
    }
}
