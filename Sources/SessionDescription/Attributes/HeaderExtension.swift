/// The RTP header extensions this project knows by name (RFC 8285).
public enum HeaderExtensionURI {
    public static let mid = "urn:ietf:params:rtp-hdrext:sdes:mid"
    public static let rid = "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id"
    public static let repairedRid = "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id"
    public static let audioLevel = "urn:ietf:params:rtp-hdrext:ssrc-audio-level"
    public static let absoluteSendTime = "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time"
    public static let transportWideSequence =
        "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"
    public static let absoluteCaptureTime = "http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time"
    public static let dependencyDescriptor =
        "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension"
}

/// `a=extmap`: the number under which packets carry an extension (RFC 8285 section 8).
public struct HeaderExtension: Hashable, Sendable {
    /// 1 to 255; above 14 only the two-byte form can carry it.
    public var identifier: UInt8
    public var uri: String
    /// Nil means both ways.
    public var direction: MediaDirection?

    public init(identifier: UInt8, uri: String, direction: MediaDirection? = nil) {
        self.identifier = identifier
        self.uri = uri
        self.direction = direction
    }

    init?(_ value: Substring) {
        let fields = value.split(separator: " ", maxSplits: 2)
        guard fields.count >= 2 else { return nil }
        let key = fields[0].split(separator: "/", maxSplits: 1)
        guard let first = key.first, let identifier = UInt8(first), identifier > 0, identifier != 15 else { return nil }
        self.init(
            identifier: identifier, uri: String(fields[1]),
            direction: key.count > 1 ? MediaDirection(rawValue: String(key[1])) : nil)
    }

    var text: String { "\(identifier)\(direction.map { "/\($0.rawValue)" } ?? "") \(uri)" }
}

extension SDPMediaSection {
    public var headerExtensions: [HeaderExtension] {
        attributes("extmap").prefix(255).compactMap { HeaderExtension($0) }
    }
}
