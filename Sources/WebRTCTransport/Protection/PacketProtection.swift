/// Both directions of SRTP under one pair of keys. Packets are changed in place.
protocol PacketProtection: AnyObject {
    /// The length of the plain packet, or nil when it is not authentic, or seen before.
    func unprotect(_ packet: UnsafeMutableRawBufferPointer, _ kind: SRTPSession.Kind) -> Int?
    /// The length of the protected packet, which begins as `count` bytes of `buffer`; nil when it is no packet.
    /// `SRTPSession.trailer` bytes must lie behind it.
    func protect(_ buffer: UnsafeMutableRawBufferPointer, count: Int, _ kind: SRTPSession.Kind) -> Int?
}
