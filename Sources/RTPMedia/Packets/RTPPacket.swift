/// A look at one RTP packet (RFC 3550 section 5.1) in bytes that somebody else owns.
public struct RTPPacket: ~Escapable {
    /// The whole packet.
    public let bytes: RawSpan
    public private(set) var payloadType: UInt8
    public let isMarked: Bool
    public private(set) var sequenceNumber: UInt16
    public let timestamp: UInt32
    public private(set) var ssrc: UInt32
    /// The "defined by profile" field of the header extension: 0xBEDE, 0x100x, or 0 without one.
    public let extensionProfile: UInt16
    private let extensionStart: Int
    private var payloadStart: Int
    private let payloadEnd: Int

    @_lifetime(copy bytes)
    public init(_ bytes: RawSpan) throws(RTPError) {
        // One load gives version, padding, extension, CSRC count, marker, payload type, sequence number and timestamp.
        guard let head = bytes.integer(at: 0, as: UInt64.self), let ssrc = bytes.integer(at: 8, as: UInt32.self) else {
            throw .truncated(.fixedHeader, needed: 12, available: bytes.byteCount)
        }
        let flags = UInt8(truncatingIfNeeded: head >> 56)
        guard flags >> 6 == 2 else { throw .unsupportedVersion(flags >> 6) }
        self.bytes = bytes
        isMarked = head & (1 << 55) != 0
        payloadType = UInt8(truncatingIfNeeded: head >> 48) & 0x7F
        sequenceNumber = UInt16(truncatingIfNeeded: head >> 32)
        timestamp = UInt32(truncatingIfNeeded: head)
        self.ssrc = ssrc
        var position = 12 + 4 * Int(flags & 0x0F)
        guard position <= bytes.byteCount else {
            throw .truncated(.contributingSources, needed: position, available: bytes.byteCount)
        }
        if flags & 0x10 != 0 {
            guard let head = bytes.integer(at: position, as: UInt32.self) else {
                throw .truncated(.headerExtension, needed: position + 4, available: bytes.byteCount)
            }
            extensionProfile = UInt16(truncatingIfNeeded: head >> 16)
            extensionStart = position + 4
            position += 4 + 4 * Int(head & 0xFFFF)
            guard position <= bytes.byteCount else {
                throw .truncated(.headerExtension, needed: position, available: bytes.byteCount)
            }
        } else {
            extensionProfile = 0
            extensionStart = position
        }
        payloadStart = position
        guard flags & 0x20 != 0 else {
            payloadEnd = bytes.byteCount
            return
        }
        let padding = Int(bytes.byte(at: bytes.byteCount - 1) ?? 0)
        guard padding > 0, padding <= bytes.byteCount - position else { throw .invalid(.padding, value: padding) }
        payloadEnd = bytes.byteCount - padding
    }

    /// What is between headers and padding; empty in packets that only probe or keep alive.
    public var payload: RawSpan {
        @_lifetime(copy self)
        @inline(__always)
        get { bytes.extracting(payloadStart..<payloadEnd) }
    }

    /// Everything in front of the payload.
    public var headerLength: Int { payloadStart }
    public var paddingLength: Int { bytes.byteCount - payloadEnd }

    public var contributingSourceCount: Int { Int((bytes.byte(at: 0) ?? 0) & 0x0F) }

    /// The CSRC at `index`; `nil` beyond their count.
    public func contributingSource(at index: Int) -> UInt32? {
        guard index >= 0, index < contributingSourceCount else { return nil }
        return bytes.integer(at: 12 + 4 * index)
    }

    /// The header extension's elements, in the packet's order.
    public var headerExtensions: HeaderExtensionIterator {
        @_lifetime(copy self)
        get {
            HeaderExtensionIterator(
                bytes.extracting(extensionStart..<max(extensionStart, extensionEnd)), profile: extensionProfile)
        }
    }

    /// The first element with this id; `nil` without one.
    @_lifetime(copy self)
    public func headerExtension(_ id: UInt8) -> RawSpan? {
        guard extensionProfile != 0 else { return nil }
        var elements = headerExtensions
        while let element = elements.next() {
            if element.id == id { return element.bytes }
        }
        return nil
    }

    /// Where the first element with this id has its bytes, counted from the packet's start.
    func headerExtensionOffset(_ id: UInt8) -> Int? {
        var elements = headerExtensions
        while let element = elements.next() {
            if element.id == id { return extensionStart + element.offset }
        }
        return nil
    }

    private var extensionEnd: Int {
        guard extensionProfile != 0, let words = bytes.integer(at: extensionStart - 2, as: UInt16.self) else {
            return extensionStart
        }
        return extensionStart + 4 * Int(words)
    }

    /// The packet that this retransmission (RFC 4588 section 4) carries: with the original's sequence number and
    /// payload, and the payload type and SSRC that the negotiation binds to this one's. Marker, timestamp and header
    /// extensions are the same.
    @_lifetime(copy self)
    public consuming func original(payloadType: UInt8, ssrc: UInt32) throws(RTPError) -> RTPPacket {
        guard payloadEnd - payloadStart >= 2, let number = bytes.integer(at: payloadStart, as: UInt16.self) else {
            throw .truncated(.retransmission, needed: payloadStart + 2, available: payloadEnd)
        }
        sequenceNumber = number
        payloadStart += 2
        self.payloadType = payloadType
        self.ssrc = ssrc
        return self
    }
}
