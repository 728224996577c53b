import CSRTP

/// AES-GCM of libsrtp2, as an independent peer; one direction.
final class LibrarySRTP {
    private let outbound: srtp_t
    private let inbound: srtp_t

    struct Failure: Error {}

    init(key: [UInt8]) throws {
        srtp_init()
        outbound = try LibrarySRTP.session(key, ssrc_any_outbound)
        inbound = try LibrarySRTP.session(key, ssrc_any_inbound)
    }

    deinit {
        srtp_dealloc(outbound)
        srtp_dealloc(inbound)
    }

    private static func session(_ key: [UInt8], _ direction: srtp_ssrc_type_t) throws -> srtp_t {
        var policy = srtp_policy_t()
        srtp_crypto_policy_set_aes_gcm_128_16_auth(&policy.rtp)
        srtp_crypto_policy_set_aes_gcm_128_16_auth(&policy.rtcp)
        policy.ssrc.type = direction
        var (session, key) = (srtp_t?.none, key)
        let status = key.withUnsafeMutableBufferPointer { key in
            policy.key = key.baseAddress
            return srtp_create(&session, &policy)
        }
        guard status == srtp_err_status_ok, let session else { throw Failure() }
        return session
    }

    func protected(_ packet: [UInt8], isControl: Bool) -> [UInt8]? {
        var buffer = packet + [UInt8](repeating: 0, count: 200)
        var count = Int32(packet.count)
        let status = isControl ? srtp_protect_rtcp(outbound, &buffer, &count) : srtp_protect(outbound, &buffer, &count)
        return status == srtp_err_status_ok ? Array(buffer[..<Int(count)]) : nil
    }

    func unprotected(_ packet: [UInt8], isControl: Bool) -> [UInt8]? {
        var buffer = packet
        var count = Int32(packet.count)
        let status =
            isControl ? srtp_unprotect_rtcp(inbound, &buffer, &count) : srtp_unprotect(inbound, &buffer, &count)
        return status == srtp_err_status_ok ? Array(buffer[..<Int(count)]) : nil
    }
}
