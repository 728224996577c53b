/// Sends the media of one connection. For the loop's thread alone, where a `MediaReceiver` is called and which others
/// reach through `TransportLoop.perform`.
public final class MediaPort: @unchecked Sendable {  // every call checks the thread
    private let loop: TransportLoop
    private let transport: PeerTransport

    init(_ transport: PeerTransport, loop: TransportLoop) {
        self.transport = transport
        self.loop = loop
    }

    /// Protects and sends a copy of an RTP packet; false when it was not sent (not connected, too large, no room). At
    /// most about 1,900 bytes; above 1,200 some paths lose it. One that is sent again without RTX must be the same to
    /// the bit, its header extensions included: see `SRTPSession.protect`.
    @discardableResult
    public func sendRTP(_ packet: RawSpan) -> Bool {
        precondition(loop.isCurrent, "media is sent on the transport loop's thread")
        return transport.send(packet, .rtp)
    }

    /// The same for RTCP.
    @discardableResult
    public func sendRTCP(_ packet: RawSpan) -> Bool {
        precondition(loop.isCurrent, "media is sent on the transport loop's thread")
        return transport.send(packet, .rtcp)
    }
}
