import Cryptography
import WebRTCTransport

/// The input is a datagram, once as it comes from a peer, and once as a packet of ours: what is protected must come out
/// of the other end as it was, and only once. The first byte says whether it is RTCP, and which profile is used.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSRTP(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let choice = bytes.first, let (sender, receiver) = ends(choice & 2 == 0) else { return 0 }
    let kind: SRTPSession.Kind = choice & 1 == 0 ? .rtp : .rtcp
    let packet = Array(bytes.dropFirst())
    var received = packet
    precondition(received.unprotect(receiver, kind) == nil, "nobody without the keys makes a packet")
    var sealed = packet + [UInt8](repeating: 0, count: SRTPSession.trailer)
    var span = sealed.mutableSpan
    var memory = span.mutableBytes
    guard let length = sender.protect(&memory, count: packet.count, kind) else { return 0 }
    var opened = Array(sealed[..<length])
    guard let plain = opened.unprotect(receiver, kind) else { return 0 }  // some are longer than libsrtp2 takes
    precondition(opened[..<plain].elementsEqual(packet))
    var again = Array(sealed[..<length])
    precondition(again.unprotect(receiver, kind) == nil, "a replay was taken")
    return 0
}

/// Two ends under the same keys.
private func ends(_ isGCM: Bool) -> (SRTPSession, SRTPSession)? {
    let profile: SRTPKeyingMaterial.Profile = isGCM ? .aeadAES128GCM : .aes128CounterSHA1
    let one = (0..<(16 + profile.saltCount)).map { UInt8($0) }
    let two = one.map { $0 ^ 0x55 }
    guard let sender = try? SRTPSession(SRTPKeyingMaterial(profile: profile, outgoing: one, incoming: two)),
        let receiver = try? SRTPSession(SRTPKeyingMaterial(profile: profile, outgoing: two, incoming: one))
    else { return nil }
    return (sender, receiver)
}

extension [UInt8] {
    fileprivate mutating func unprotect(_ session: SRTPSession, _ kind: SRTPSession.Kind) -> Int? {
        var span = mutableSpan
        var memory = span.mutableBytes
        return session.unprotect(&memory, kind)
    }
}
