/// An RTCP packet's meaning. Every case is read and written.
public enum RTCPMessage: Hashable, Sendable {
    /// RFC 3550 section 6.4.1.
    case senderReport(SenderReport)
    /// RFC 3550 section 6.4.2.
    case receiverReport(ssrc: UInt32, blocks: [ReportBlock])
    /// RFC 3550 section 6.5; of the items only CNAME is kept.
    case sourceDescription([CanonicalName])
    /// RFC 3550 section 6.6; the reason is not kept.
    case goodbye([UInt32])
    /// RFC 4585 section 6.2.1: sequence numbers that did not arrive.
    case negativeAcknowledgement(sender: UInt32, media: UInt32, lost: [UInt16])
    /// RFC 4585 section 6.3.1.
    case pictureLossIndication(sender: UInt32, media: UInt32)
    /// RFC 5104 section 4.3.1.
    case fullIntraRequest(sender: UInt32, entries: [FullIntraRequestEntry])
    /// draft-alvestrand-rmcat-remb-03; bits per second.
    case receiverEstimatedBitrate(sender: UInt32, bitrate: UInt64, sources: [UInt32])
    /// draft-holmer-rmcat-transport-wide-cc-extensions-01.
    case transportFeedback(TransportFeedback)
    /// Something else, which is skipped.
    case other(type: UInt8, count: UInt8)

    public struct CanonicalName: Hashable, Sendable {
        public var ssrc: UInt32
        /// At most 255 bytes; empty where the chunk has none.
        public var name: String

        public init(ssrc: UInt32, name: String) {
            self.ssrc = ssrc
            self.name = name
        }
    }

    public struct FullIntraRequestEntry: Hashable, Sendable {
        public var ssrc: UInt32
        /// Counts requests; one with the number of the last is a repetition.
        public var sequence: UInt8

        public init(ssrc: UInt32, sequence: UInt8) {
            self.ssrc = ssrc
            self.sequence = sequence
        }
    }

    enum PacketType {
        static let senderReport: UInt8 = 200
        static let receiverReport: UInt8 = 201
        static let sourceDescription: UInt8 = 202
        static let goodbye: UInt8 = 203
        static let transportSpecificFeedback: UInt8 = 205
        static let payloadSpecificFeedback: UInt8 = 206
    }

    /// The messages of a compound packet. One broken packet makes all of them an error.
    public static func messages(in compound: RawSpan) throws(RTPError) -> [RTCPMessage] {
        var packets = RTCPPacketIterator(compound)
        var messages: [RTCPMessage] = []
        while let packet = try packets.next() { messages.append(try RTCPMessage(packet)) }
        return messages
    }
}
