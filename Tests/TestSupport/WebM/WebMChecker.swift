import Foundation

/// Checks a finished WebM file by RFC 8794 and RFC 9559, on its own: sizes add up, the index of elements and the cues lead
/// where they say, clusters are no longer than they may be, and block times rise.
public struct WebMChecker {
    public struct Violation: Error, CustomStringConvertible {
        public let description: String
    }

    public struct Block: Sendable {
        public let track: Int
        /// In milliseconds.
        public let time: Int
        public let isKey: Bool
        public let byteCount: Int
    }

    public struct Cluster: Sendable {
        /// From the segment's start.
        public let position: Int
        public let time: Int
        public let blocks: [Block]
    }

    public struct Cue: Sendable {
        public let time: Int
        public let track: Int
        public let position: Int
    }

    public private(set) var clusters: [Cluster] = []
    public private(set) var cues: [Cue] = []
    /// In milliseconds.
    public private(set) var duration = 0.0

    private struct Element {
        let id: Int
        let start: Int
        let contents: Range<Int>
    }

    private let bytes: [UInt8]

    public init(_ bytes: [UInt8]) throws {
        self.bytes = bytes
        let top = try elements(0..<bytes.count)
        try expect(top.map(\.id) == [0x1A45_DFA3, 0x1853_8067], "top elements \(top.map(\.id))")
        let segment = top[1].contents
        let parts = try elements(segment)
        try expect(Array(parts.map(\.id).prefix(3)) == [0x114D_9B74, 0x1549_A966, 0x1654_AE6B], "no index, info, tracks")
        try expect(parts.last?.id == 0x1C53_BB6B, "no cues at the end")
        for seek in try elements(parts[0].contents) {
            let fields = try elements(seek.contents)
            let position = segment.lowerBound + number(fields[1])
            try expect(parts.contains { $0.start == position && $0.id == number(fields[0]) }, "a seek leads nowhere")
        }
        for field in try elements(parts[1].contents) where field.id == 0x4489 {
            duration = Double(bitPattern: UInt64(number(field)))
        }
        for part in parts.dropFirst(3).dropLast() { try read(part, from: segment.lowerBound) }
        cues = try elements(parts[parts.count - 1].contents).map { point in
            let fields = try elements(point.contents)
            let place = try elements(fields[1].contents)
            return Cue(time: number(fields[0]), track: number(place[0]), position: number(place[1]))
        }
        try checkCues()
    }

    private mutating func read(_ part: Element, from start: Int) throws {
        try expect(part.id == 0x1F43_B675, "element \(part.id) between clusters")
        let fields = try elements(part.contents)
        try expect(fields.first?.id == 0xE7, "a cluster without a time")
        let time = number(fields[0])
        let blocks = try fields.dropFirst().map { field in
            try expect(field.id == 0xA3, "element \(field.id) in a cluster")
            let body = bytes[field.contents]
            let offset = Int16(truncatingIfNeeded: Int(body[body.startIndex + 1]) << 8 | Int(body[body.startIndex + 2]))
            return Block(
                track: Int(body[body.startIndex] & 0x7F), time: time + Int(offset),
                isKey: body[body.startIndex + 3] & 0x80 != 0, byteCount: body.count - 4)
        }
        let times = blocks.map(\.time)
        try expect(times == times.sorted(), "block times fall in the cluster at \(time)")
        try expect((times.last ?? time) - time < 5_000, "the cluster at \(time) is too long")
        clusters.append(Cluster(position: part.start - start, time: time, blocks: blocks))
    }

    private func checkCues() throws {
        for cue in cues {
            let cluster = clusters.first { $0.position == cue.position }
            let block = cluster?.blocks.first { $0.track == cue.track && $0.isKey }
            try expect(block?.time == cue.time, "the cue at \(cue.time) leads to \(block?.time ?? -1)")
        }
    }

    private func elements(_ range: Range<Int>) throws -> [Element] {
        var (elements, offset): ([Element], Int) = ([], range.lowerBound)
        while offset < range.upperBound {
            let start = offset
            let idLength = bytes[offset].leadingZeroBitCount + 1
            let id = bytes[offset..<(offset + idLength)].reduce(0) { $0 << 8 | Int($1) }
            offset += idLength
            let sizeLength = bytes[offset].leadingZeroBitCount + 1
            let size = bytes[offset..<(offset + sizeLength)].reduce(0) { $0 << 8 | Int($1) } & (1 << (7 * sizeLength) - 1)
            offset += sizeLength
            try expect(size <= range.upperBound - offset, "the element at \(start) is too long: \(size)")
            if id != 0xEC { elements.append(Element(id: id, start: start, contents: offset..<(offset + size))) }
            offset += size
        }
        return elements
    }

    private func number(_ element: Element) -> Int { bytes[element.contents].reduce(0) { $0 << 8 | Int($1) } }

    private func expect(_ condition: Bool, _ description: @autoclosure () -> String) throws {
        if !condition { throw Violation(description: description()) }
    }
}
