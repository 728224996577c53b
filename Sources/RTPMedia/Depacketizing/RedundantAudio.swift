/// The blocks of a RED payload (RFC 2198 section 3), oldest first; the last one is the primary encoding.
public struct RedundantAudio: ~Escapable {
    private let payload: RawSpan
    private let headerLength: Int
    public let blockCount: Int

    /// No sender packs more.
    private static let mostBlocks = 32

    @_lifetime(copy payload)
    public init(_ payload: RawSpan) throws(RTPError) {
        var position = 0
        var blocks = 1
        var total = 0
        while true {
            guard let first = payload.byte(at: position) else {
                throw .truncated(.redundancy, needed: position + 1, available: payload.byteCount)
            }
            guard first & 0x80 != 0 else { break }
            guard let header = payload.integer(at: position, as: UInt32.self) else {
                throw .truncated(.redundancy, needed: position + 4, available: payload.byteCount)
            }
            total += Int(header & 0x3FF)
            blocks += 1
            position += 4
            guard blocks <= Self.mostBlocks else { throw .invalid(.redundancy, value: blocks) }
        }
        headerLength = position + 1
        guard headerLength + total <= payload.byteCount else {
            throw .truncated(.redundancy, needed: headerLength + total, available: payload.byteCount)
        }
        self.payload = payload
        blockCount = blocks
    }

    public struct Block: ~Escapable {
        public let payloadType: UInt8
        /// How much older than the packet's timestamp, in ticks; zero for the primary.
        public let timestampOffset: UInt32
        public let bytes: RawSpan

        @_lifetime(copy bytes)
        init(payloadType: UInt8, timestampOffset: UInt32, bytes: RawSpan) {
            self.payloadType = payloadType
            self.timestampOffset = timestampOffset
            self.bytes = bytes
        }
    }

    /// `nil` beyond the last.
    @_lifetime(copy self)
    public func block(at index: Int) -> Block? {
        guard index >= 0, index < blockCount else { return nil }
        var start = headerLength
        for earlier in 0..<index { start += length(earlier) }
        let type = (payload.byte(at: 4 * index) ?? 0) & 0x7F
        guard index < blockCount - 1, let header = payload.integer(at: 4 * index, as: UInt32.self) else {
            return Block(payloadType: type, timestampOffset: 0, bytes: payload.dropping(start))
        }
        let bytes = payload.extracting(start..<(start + length(index)))
        return Block(payloadType: type, timestampOffset: header >> 10 & 0x3FFF, bytes: bytes)
    }

    private func length(_ index: Int) -> Int { Int((payload.integer(at: 4 * index, as: UInt32.self) ?? 0) & 0x3FF) }
}
