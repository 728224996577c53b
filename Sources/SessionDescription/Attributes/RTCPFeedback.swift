/// One kind of RTCP feedback of a codec, as `a=rtcp-fb` names it (RFC 4585 section 4.2).
public struct RTCPFeedback: Hashable, Sendable, ExpressibleByStringLiteral {
    public var text: String

    public init(_ text: String) { self.text = text }
    public init(stringLiteral value: String) { text = value }

    public static let nack: RTCPFeedback = "nack"
    public static let pictureLoss: RTCPFeedback = "nack pli"
    public static let fullIntraRequest: RTCPFeedback = "ccm fir"
    public static let transportWide: RTCPFeedback = "transport-cc"
    public static let receiverEstimate: RTCPFeedback = "goog-remb"
}
