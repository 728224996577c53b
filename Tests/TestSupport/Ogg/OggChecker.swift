import Foundation

/// Checks an Ogg Opus file by RFC 3533 and RFC 7845, on its own: pages follow each other without a gap, their checksums
/// hold, headers stand alone, and every granule position is what the packets before it last.
public struct OggChecker {
    public struct Violation: Error, CustomStringConvertible {
        public let description: String
    }

    public struct Page: Sendable {
        public var flags: UInt8
        public var granulePosition: Int
        public var serialNumber: Int
        public var sequenceNumber: Int
        public var packets: [[UInt8]]
        /// The offset of its last byte's successor.
        public var end: Int
    }

    /// The samples at 48 kHz that a packet lasts, by its table of contents (RFC 6716 section 3.1).
    public static func samples(_ packet: [UInt8]) -> Int {
        guard let first = packet.first else { return 0 }
        let tenths = [
            [100, 200, 400, 600], [100, 200, 400, 600], [100, 200, 400, 600], [100, 200, 100, 200],
            [25, 50, 100, 200], [25, 50, 100, 200], [25, 50, 100, 200], [25, 50, 100, 200],
        ][Int(first) / 32][Int(first) / 8 % 4]
        let count = [1, 2, 2, packet.count > 1 ? Int(packet[1]) % 64 : 0][Int(first) % 4]
        return tenths * count * 48 / 10
    }

    /// The whole pages of `bytes`; what is cut off at the end is left out when `isCutOff`.
    public static func pages(_ bytes: [UInt8], isCutOff: Bool = false) throws -> [Page] {
        var pages: [Page] = []
        var start = 0
        while start < bytes.count {
            guard let page = try page(bytes, at: start) else {
                try expect(isCutOff, "the page at \(start) is cut off")
                break
            }
            pages.append(page)
            start = page.end
        }
        return pages
    }

    /// Checks a finished file and returns its pages.
    @discardableResult
    public static func check(_ bytes: [UInt8]) throws -> [Page] {
        let pages = try pages(bytes)
        try expect(pages.count >= 3, "only \(pages.count) pages")
        try expect(pages.map(\.sequenceNumber) == Array(0..<pages.count), "pages are not numbered in order")
        try expect(Set(pages.map(\.serialNumber)).count == 1, "more than one stream")
        try expect(pages.map(\.flags) == [2] + Array(repeating: 0, count: pages.count - 2) + [4], "flags \(pages.map(\.flags))")
        try expect(pages[0].packets.count == 1 && pages[0].packets[0].starts(with: Array("OpusHead".utf8)), "no OpusHead")
        try expect(pages[1].packets.count == 1 && pages[1].packets[0].starts(with: Array("OpusTags".utf8)), "no OpusTags")
        try expect(pages[0].granulePosition == 0 && pages[1].granulePosition == 0, "headers have a position")
        try checkPositions(pages)
        return pages
    }

    private static func checkPositions(_ pages: [Page]) throws {
        var position = 0
        for page in pages.dropFirst(2) {
            try expect(!page.packets.isEmpty, "page \(page.sequenceNumber) is empty")
            let before = position
            position += page.packets.reduce(0) { $0 + samples($1) }
            let isLast = page.flags & 4 != 0
            let range = (isLast ? before : position)...position
            try expect(range.contains(page.granulePosition), "page \(page.sequenceNumber) ends at \(page.granulePosition)")
            try expect(position - before <= 48_000, "page \(page.sequenceNumber) lasts \(position - before) samples")
        }
    }

    private static func page(_ bytes: [UInt8], at start: Int) throws -> Page? {
        guard bytes.count >= start + 27 else { return nil }
        func number(_ offset: Int, _ size: Int) -> Int {
            (0..<size).reduce(0) { $0 | Int(bytes[start + offset + $1]) << (8 * $1) }
        }
        try expect(Array(bytes[start..<(start + 5)]) == Array("OggS".utf8) + [0], "no page at \(start)")
        let body = start + 27 + Int(bytes[start + 26])
        guard bytes.count >= body else { return nil }
        let segments = bytes[(start + 27)..<body].map(Int.init)
        let end = body + segments.reduce(0, +)
        guard bytes.count >= end else { return nil }
        try expect(checksum(bytes[start..<end]) == number(22, 4), "the checksum of the page at \(start) is wrong")
        try expect(segments.last.map { $0 < 255 } ?? true, "the page at \(start) ends within a packet")
        return Page(
            flags: bytes[start + 5], granulePosition: number(6, 8), serialNumber: number(14, 4),
            sequenceNumber: number(18, 4), packets: packets(bytes[body..<end], segments), end: end)
    }

    private static func packets(_ body: ArraySlice<UInt8>, _ segments: [Int]) -> [[UInt8]] {
        var (packets, packet, rest): ([[UInt8]], [UInt8], ArraySlice<UInt8>) = ([], [], body)
        for size in segments {
            packet += rest.prefix(size)
            rest = rest.dropFirst(size)
            guard size < 255 else { continue }
            packets.append(packet)
            packet = []
        }
        return packets
    }

    /// Bit by bit, unlike the writer's.
    private static func checksum(_ page: ArraySlice<UInt8>) -> Int {
        var rest: UInt32 = 0
        for (offset, byte) in page.enumerated() {
            let value = (22..<26).contains(offset) ? 0 : byte
            for bit in (0..<8).reversed() {
                let carry = rest >> 31 ^ UInt32(value >> UInt8(bit)) & 1
                rest = rest << 1 ^ (carry == 1 ? 0x04C1_1DB7 : 0)
            }
        }
        return Int(rest)
    }

    private static func expect(_ condition: Bool, _ description: @autoclosure () -> String) throws {
        if !condition { throw Violation(description: description()) }
    }
}
