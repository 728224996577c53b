extension RTPPacket {
    /// The transport-wide sequence number; what may follow it (version 02's feedback request) is not looked at.
    public func transportSequence(_ map: HeaderExtensionMap) -> UInt16? {
        guard let id = map[.transportSequence], let bytes = headerExtension(id) else { return nil }
        return bytes.integer(at: 0)
    }

    /// When the packet left its sender, in 2^-18 seconds modulo 64 seconds.
    public func absoluteSendTime(_ map: HeaderExtensionMap) -> UInt32? {
        guard let id = map[.absoluteSendTime], let bytes = headerExtension(id) else { return nil }
        return bytes.integer24(at: 0)
    }

    /// RFC 6464.
    public func audioLevel(_ map: HeaderExtensionMap) -> AudioLevel? {
        guard let id = map[.audioLevel], let byte = headerExtension(id)?.byte(at: 0) else { return nil }
        return AudioLevel(byte)
    }

    /// When the frame was captured, by the clock of whoever captured it (abs-capture-time).
    public func absoluteCaptureTime(_ map: HeaderExtensionMap) -> AbsoluteCaptureTime? {
        guard let id = map[.absoluteCaptureTime], let bytes = headerExtension(id) else { return nil }
        guard let capture = bytes.integer(at: 0, as: UInt64.self) else { return nil }
        return AbsoluteCaptureTime(captured: NTPTime(fixedPoint: capture), clockOffset: bytes.integer(at: 8))
    }

    /// The m-section this packet belongs to (RFC 9143 section 9).
    public func mediaIdentification(_ map: HeaderExtensionMap) -> String? { text(.mediaIdentification, map) }

    /// The rid of the encoding (RFC 8852 section 3.1).
    public func streamIdentification(_ map: HeaderExtensionMap) -> String? { text(.streamIdentification, map) }

    /// The rid of the encoding that this retransmission stream repairs (RFC 8852 section 3.2).
    public func repairedStreamIdentification(_ map: HeaderExtensionMap) -> String? {
        text(.repairedStreamIdentification, map)
    }

    /// The AV1 dependency descriptor, unparsed.
    @_lifetime(copy self)
    public func dependencyDescriptor(_ map: HeaderExtensionMap) -> RawSpan? {
        guard let id = map[.dependencyDescriptor] else { return nil }
        return headerExtension(id)
    }

    /// Short ASCII names; others are as good as absent. Longer than 32 bytes no sender's are.
    private func text(_ kind: HeaderExtension, _ map: HeaderExtensionMap) -> String? {
        guard let id = map[kind], let bytes = headerExtension(id) else { return nil }
        guard bytes.byteCount > 0, bytes.byteCount <= 32 else { return nil }
        for index in 0..<bytes.byteCount where !(0x21...0x7E).contains(bytes.byte(at: index) ?? 0) { return nil }
        return unsafe bytes.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
    }
}

/// How loud the packet's sound is (RFC 6464 section 3).
public struct AudioLevel: Hashable, Sendable {
    /// In decibels below full scale: 0 is the loudest, 127 silence.
    public var decibelsBelowFullScale: UInt8
    /// Whether the sender believes that somebody speaks.
    public var isVoice: Bool

    public init(decibelsBelowFullScale: UInt8, isVoice: Bool) {
        self.decibelsBelowFullScale = min(decibelsBelowFullScale, 127)
        self.isVoice = isVoice
    }

    init(_ byte: UInt8) {
        decibelsBelowFullScale = byte & 0x7F
        isVoice = byte & 0x80 != 0
    }

    var byte: UInt8 { decibelsBelowFullScale & 0x7F | (isVoice ? 0x80 : 0) }
}

/// The abs-capture-time header extension.
public struct AbsoluteCaptureTime: Hashable, Sendable {
    public var captured: NTPTime
    /// What to add to the capturer's clock to get the clock of the sender's reports, in 2^-32 seconds.
    public var clockOffset: Int64?

    public init(captured: NTPTime, clockOffset: Int64? = nil) {
        self.captured = captured
        self.clockOffset = clockOffset
    }
}
