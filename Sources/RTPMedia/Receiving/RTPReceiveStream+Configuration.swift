public import MediaTypes

extension RTPReceiveStream {
    public struct Configuration: Sendable {
        public var ssrc: UInt32
        public var retransmissionSSRC: UInt32?
        /// By payload type, 0...127. Packets of others only count as having come.
        public var formats: [UInt8: RTPPayloadFormat]
        public var extensions = HeaderExtensionMap()
        /// How long packets wait for what is missing in front of them.
        public var maximumDelay = MediaTime.milliseconds(500)
        public var sendsNegativeAcknowledgements = true
        public var keyframeRequests = KeyframeRequestKind.pictureLossIndication
        /// How many packets may wait; rounded up to a power of two.
        public var reorderCapacity = 1_024
        /// Larger payloads cannot wait, and are lost when others in front of them are missing.
        public var maximumPayloadSize = 1_536
        public var maximumUnitSize = 8 << 20

        public init(ssrc: UInt32, formats: [UInt8: RTPPayloadFormat]) {
            self.ssrc = ssrc
            self.formats = formats
        }
    }

    public enum KeyframeRequestKind: Hashable, Sendable { case none, pictureLossIndication, fullIntraRequest }

    /// Counts of what happened beside the RFC's statistics.
    public struct Counters: Hashable, Sendable {
        /// Packets that were there already or came after they had been given up.
        public internal(set) var superfluous = 0
        /// Packets that came by retransmission or redundancy.
        public internal(set) var recovered = 0
        /// Packets that never came in time.
        public internal(set) var lost: Int64 = 0
        public internal(set) var malformed = 0
        public internal(set) var requestedRetransmissions = 0
        public internal(set) var requestedKeyframes = 0
        /// The sender began a new sequence.
        public internal(set) var restarts = 0

        public init() {}
    }
}
