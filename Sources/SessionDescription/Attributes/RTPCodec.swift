/// A codec under its payload type: `a=rtpmap` with its `a=fmtp` and `a=rtcp-fb` (RFC 8866 section 6.6).
public struct RTPCodec: Hashable, Sendable {
    public var payloadType: UInt8
    /// The encoding name as written, such as `VP8`, `opus`, `rtx`.
    public var name: String
    /// Ticks a second of RTP timestamps.
    public var clockRate: UInt32
    public var channels: Int
    public var parameters: FormatParameters
    public var feedback: [RTCPFeedback]

    public init(
        payloadType: UInt8, name: String, clockRate: UInt32, channels: Int = 1, parameters: FormatParameters = "",
        feedback: [RTCPFeedback] = []
    ) {
        self.payloadType = payloadType
        self.name = name
        self.clockRate = clockRate
        self.channels = channels
        self.parameters = parameters
        self.feedback = feedback
    }

    /// Whether the name is `other`, in any case.
    public func isNamed(_ other: String) -> Bool { name.utf8.isSameWord(as: other.utf8) }

    /// It carries packets of another payload type again: `rtx` (RFC 4588).
    public var isRetransmission: Bool { isNamed("rtx") }

    /// It carries packets of other payload types with redundancy: `red` (RFC 2198).
    public var isRedundancy: Bool { isNamed("red") }

    /// The payload type that `rtx` repeats.
    public var associatedPayloadType: UInt8? { parameters["apt"].flatMap { UInt8($0) } }

    /// The payload types inside `red`.
    public var redundantPayloadTypes: [UInt8] {
        isRedundancy ? parameters.text.split(separator: "/").prefix(8).compactMap { UInt8($0) } : []
    }

    /// Whether both describe one way of encoding, whatever the payload types: name, clock, channels, and of the
    /// parameters those that decide whether the other's packets can be used.
    public func matches(_ other: RTPCodec) -> Bool {
        guard isNamed(other.name), clockRate == other.clockRate, channels == other.channels else { return false }
        switch name.lowercased() {
        case "h264":
            return parameter("packetization-mode", else: "0") == other.parameter("packetization-mode", else: "0")
                && H264Profile(.init(parameters)) == H264Profile(.init(other.parameters))
        case "vp9": return parameter("profile-id", else: "0") == other.parameter("profile-id", else: "0")
        case "av1": return parameter("profile", else: "0") == other.parameter("profile", else: "0")
        case "h265": return parameter("profile-id", else: "1") == other.parameter("profile-id", else: "1")
        default: return true
        }
    }

    private func parameter(_ name: String, else value: Substring) -> Substring { parameters[name] ?? value }

    /// The payload type on the wire of `rtpmap`: `111 opus/48000/2`.
    var mapText: String { "\(payloadType) \(name)/\(clockRate)\(channels > 1 ? "/\(channels)" : "")" }
}

extension SDPMediaSection {
    /// The codecs in the order of preference, which is that of the media line.
    public var codecs: [RTPCodec] {
        var maps: [UInt8: Substring] = [:]
        for (type, value) in typed("rtpmap") where maps[type] == nil { maps[type] = value }
        var parameters: [UInt8: Substring] = [:]
        for (type, value) in typed("fmtp") where parameters[type] == nil { parameters[type] = value }
        var feedback: [UInt8: [RTCPFeedback]] = [:]
        for (type, value) in typed("rtcp-fb") { feedback[type, default: []].append(RTCPFeedback(String(value))) }
        let common = attributes("rtcp-fb").filter { $0.utf8.starts(with: "* ".utf8) }
            .map { RTCPFeedback(String($0.utf8.dropFirst(2)) ?? "") }
        var seen: Set<UInt8> = []
        return formats.compactMap { format in
            guard let type = UInt8(format), type < 128, seen.insert(type).inserted else { return nil }
            guard var codec = maps[type].flatMap({ RTPCodec(type, map: $0) }) ?? RTPCodec(fixed: type) else {
                return nil
            }
            codec.parameters = FormatParameters(parameters[type].map { String($0) } ?? "")
            codec.feedback = (feedback[type] ?? []) + common
            return codec
        }
    }

    /// The attributes whose value begins with a payload type.
    private func typed(_ name: String) -> [(type: UInt8, value: Substring)] {
        attributes(name).prefix(2048).compactMap { value in
            let fields = value.utf8.split(separator: UInt8(ascii: " "), maxSplits: 1)
            guard fields.count == 2, let type = UInt8(Substring(fields[0])) else { return nil }
            return (type, Substring(fields[1]))
        }
    }
}

extension RTPCodec {
    fileprivate init?(_ payloadType: UInt8, map: Substring) {
        let fields = map.split(separator: "/", maxSplits: 2)
        guard fields.count >= 2, let clockRate = UInt32(fields[1]), clockRate > 0 else { return nil }
        let channels = fields.count > 2 ? Int(fields[2]) : 1
        guard let channels, (1...255).contains(channels) else { return nil }
        self.init(payloadType: payloadType, name: String(fields[0]), clockRate: clockRate, channels: channels)
    }

    /// Payload types that need no `rtpmap` (RFC 3551 section 6).
    fileprivate init?(fixed payloadType: UInt8) {
        switch payloadType {
        case 0: self.init(payloadType: 0, name: "PCMU", clockRate: 8000)
        case 8: self.init(payloadType: 8, name: "PCMA", clockRate: 8000)
        case 9: self.init(payloadType: 9, name: "G722", clockRate: 8000)
        default: return nil
        }
    }
}
