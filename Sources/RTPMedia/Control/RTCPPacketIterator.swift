/// One RTCP packet of a compound packet (RFC 3550 section 6.1), unparsed.
public struct RTCPPacket: ~Escapable {
    public let type: UInt8
    /// The five bits behind version and padding: a count of reports or chunks, or a feedback message's format.
    public let count: UInt8
    /// What follows the first four bytes, without padding.
    public let body: RawSpan

    @_lifetime(copy body)
    init(type: UInt8, count: UInt8, body: RawSpan) {
        self.type = type
        self.count = count
        self.body = body
    }
}

/// Walks the packets of a compound packet. Reduced-size packets (RFC 5506) are taken like others.
public struct RTCPPacketIterator: ~Escapable {
    private let bytes: RawSpan
    private var position = 0

    @_lifetime(copy bytes)
    public init(_ bytes: RawSpan) { self.bytes = bytes }

    /// `nil` at the end.
    @_lifetime(self: copy self)
    @_lifetime(copy self)
    public mutating func next() throws(RTPError) -> RTCPPacket? {
        guard position < bytes.byteCount else { return nil }
        guard let head = bytes.integer(at: position, as: UInt32.self) else {
            throw .truncated(.controlHeader, needed: position + 4, available: bytes.byteCount)
        }
        guard head >> 30 == 2 else { throw .unsupportedVersion(UInt8(head >> 30)) }
        let start = position + 4
        var end = start + 4 * Int(head & 0xFFFF)
        guard end <= bytes.byteCount else { throw .truncated(.controlBody, needed: end, available: bytes.byteCount) }
        position = end
        if head & 1 << 29 != 0 {
            let padding = Int(bytes.byte(at: end - 1) ?? 0)
            guard end > start, padding > 0, padding <= end - start else { throw .invalid(.padding, value: padding) }
            end -= padding
        }
        let body = bytes.extracting(start..<end)
        return RTCPPacket(type: UInt8(head >> 16 & 0xFF), count: UInt8(head >> 24 & 0x1F), body: body)
    }
}
