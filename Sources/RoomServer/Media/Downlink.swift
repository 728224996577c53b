internal import MediaTypes
internal import RTPMedia
internal import SessionDescription
internal import WebRTCTransport

/// The media side of a subscriber's connection. For the loop's thread alone.
final class Downlink: MediaReceiver, @unchecked Sendable {  // touched on the loop's thread alone
    /// Where packets go; nil before the connection is made.
    var port: (any PacketSink)?
    private var forwarders: [UInt32: Forwarder] = [:]
    private var buffer = PacketBuffer()
    private var control = PacketBuffer()
    private let canonicalName: String

    init(canonicalName: String) { self.canonicalName = canonicalName }

    func add(_ forwarder: Forwarder) { forwarders[forwarder.ssrc] = forwarder }
    func remove(_ forwarder: Forwarder) { forwarders[forwarder.ssrc] = nil }

    // MARK: Out

    /// Sends what waits in a stream.
    @inline(__always)
    func send(from stream: inout RTPSendStream, at now: MediaTime) {
        while stream.hasPackets {
            buffer.removeAll()
            guard stream.writeNext(into: &buffer, absoluteSendTime: Downlink.sendTime(now), at: now) else { return }
            port?.sendRTP(contentsOf: buffer)
        }
    }

    /// In 2^-18 seconds modulo 64 seconds.
    @inline(__always)
    private static func sendTime(_ now: MediaTime) -> UInt32 {
        UInt32(truncatingIfNeeded: (now.nanoseconds &* 1_000 / 3_814_697)) & 0xFF_FFFF
    }

    func send(_ report: SenderReport) {
        control.removeAll()
        RTCPMessage.senderReport(report).write(into: &control)
        RTCPMessage.sourceDescription([.init(ssrc: report.ssrc, name: canonicalName)]).write(into: &control)
        port?.sendRTCP(contentsOf: control)
    }

    // MARK: In

    /// Nobody sends media here.
    func receiveRTP(_ packet: RawSpan) {}

    func receiveRTCP(_ packet: RawSpan) { receiveRTCP(packet, at: RoomClock.now) }

    func receiveRTCP(_ packet: RawSpan, at now: MediaTime) {
        guard let messages = try? RTCPMessage.messages(in: packet) else { return }
        for message in messages {
            switch message {
            case .negativeAcknowledgement(_, let media, _), .pictureLossIndication(_, let media):
                forwarders[media]?.receive(message, at: now)
            case .fullIntraRequest(_, let entries):
                for entry in entries { forwarders[entry.ssrc]?.receive(message, at: now) }
            case .receiverReport(_, let blocks):
                for block in blocks { forwarders[block.ssrc]?.receive(message, at: now) }
            case .senderReport, .sourceDescription, .goodbye, .receiverEstimatedBitrate, .transportFeedback, .other:
                break
            }
        }
    }
}
