public import MediaTypes

extension RTPSendStream {
    public struct Configuration: Sendable {
        public var ssrc: UInt32
        public var payloadType: UInt8
        public var codec: RTPCodec
        /// RFC 4588; without one, lost packets are sent again as they were.
        public var retransmission: (ssrc: UInt32, payloadType: UInt8)?
        /// RFC 2198 for sound; `nil` for plain packets.
        public var redundantAudioPayloadType: UInt8?
        public var extensions = HeaderExtensionMap()
        /// Sent until the first receiver's report shows that the SSRC is known (RFC 9143 section 9.2).
        public var mediaIdentification: String?
        /// The rid of this encoding (RFC 8852).
        public var streamIdentification: String?
        /// Random (RFC 3550 section 5.1).
        public var firstSequenceNumber: UInt16
        /// Random; added to all timestamps.
        public var timestampOffset: UInt32
        /// The most bytes of a payload.
        public var payloadLimit = 1_160
        /// How many packets can be sent again.
        public var historyCapacity = 512
        public var reportInterval = MediaTime.seconds(1)

        public init(
            ssrc: UInt32, payloadType: UInt8, codec: RTPCodec, firstSequenceNumber: UInt16, timestampOffset: UInt32
        ) {
            self.ssrc = ssrc
            self.payloadType = payloadType
            self.codec = codec
            self.firstSequenceNumber = firstSequenceNumber
            self.timestampOffset = timestampOffset
        }
    }

    /// What a sender report says of the stream, and what receivers asked for.
    public struct Counters: Hashable, Sendable {
        public internal(set) var packets: UInt32 = 0
        public internal(set) var octets: UInt32 = 0
        public internal(set) var retransmissions = 0
        /// Asked for, but no longer there.
        public internal(set) var forgotten = 0
        public internal(set) var keyframeRequests = 0

        public init() {}
    }
}
