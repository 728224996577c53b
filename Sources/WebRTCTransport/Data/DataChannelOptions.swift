/// What a data channel promises (RFC 8831 section 6.4).
public struct DataChannelOptions: Hashable, Sendable {
    public enum Reliability: Hashable, Sendable {
        case reliable
        /// A message is given up after so many retransmissions.
        case retransmissions(UInt16)
        /// A message is given up after so many milliseconds.
        case lifetime(milliseconds: UInt16)
    }

    public var label: String
    public var protocolName = ""
    public var isOrdered = true
    public var reliability = Reliability.reliable

    public init(label: String, isOrdered: Bool = true, reliability: Reliability = .reliable) {
        self.label = label
        self.isOrdered = isOrdered
        self.reliability = reliability
    }
}
