/// One media section: its `m=` line and what follows up to the next one (RFC 8866 section 5.14).
public struct SDPMediaSection: SDPLines, Hashable, Sendable {
    /// The media type: `audio`, `video`, `application`.
    public var media: String
    /// The port as written, with a count of ports behind a slash where there is one; `0` refuses the section.
    public var port: String
    /// The transport, such as `UDP/TLS/RTP/SAVPF`.
    public var transport: String
    /// Payload types, or `webrtc-datachannel`.
    public var formats: [String]
    public var lines: [SDPLine]

    public init(media: String, port: String = "9", transport: String, formats: [String], lines: [SDPLine] = []) {
        self.media = media
        self.port = port
        self.transport = transport
        self.formats = formats
        self.lines = lines
    }

    /// Reads the value of an `m=` line.
    init?(mediaLine value: String) {
        let fields = value.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        guard fields.count >= 4, fields.count <= SDPLimits.formats, !fields.contains("") else { return nil }
        self.init(
            media: fields[0], port: fields[1], transport: fields[2], formats: Array(fields[3...]))
        guard Int(port.utf8.prefix { $0 != UInt8(ascii: "/") }.count) > 0, portNumber != nil else { return nil }
    }

    var mediaLine: String { "\(media) \(port) \(transport) \(formats.joined(separator: " "))" }

    /// The port alone.
    public var portNumber: UInt16? { UInt16(Substring(port.utf8.prefix { $0 != UInt8(ascii: "/") })) }

    /// Audio or video over DTLS and SRTP with feedback (RFC 5764, RFC 8829 section 5.1.2), or nil.
    public var mediaKind: MediaKind? {
        guard
            transport.utf8.elementsEqual("UDP/TLS/RTP/SAVPF".utf8) || transport == "TCP/TLS/RTP/SAVPF"
                || transport == "RTP/SAVPF" || transport == "UDP/TLS/RTP/SAVP"
        else { return nil }
        return MediaKind(rawValue: media)
    }

    /// Data channels (RFC 8841).
    public var isDataChannel: Bool {
        media == "application" && transport.utf8.suffix(9).elementsEqual("DTLS/SCTP".utf8)
            && formats == ["webrtc-datachannel"]
    }

    /// Refused, or stopped; a bundle-only section says port 0 and is neither (RFC 8843 section 6).
    public var isRejected: Bool { portNumber == 0 && attribute("bundle-only") == nil }
}

/// What a track carries.
public enum MediaKind: String, Hashable, Sendable, CaseIterable {
    case audio, video
}
