/// One box of a file in memory, for the checker; shares nothing with the code it checks.
struct MP4Box {
    let type: String
    /// Where the content lies, without size and type.
    let body: Range<Int>
    let bytes: [UInt8]

    private static let containers: Set<String> = ["moov", "trak", "mdia", "minf", "stbl", "edts", "dinf", "mvex"]

    /// All boxes of `range`; they must fill it to the last byte, and so must those inside them.
    static func parse(_ bytes: [UInt8], in range: Range<Int>) throws -> [MP4Box] {
        var boxes: [MP4Box] = []
        var position = range.lowerBound
        while position < range.upperBound {
            var fields = MP4Fields(bytes, position..<range.upperBound)
            let short = try fields.u32()
            let type = try fields.text(4)
            let size = short == 1 ? Int(try fields.i64()) : Int(short)
            guard size >= fields.position - position, size <= range.upperBound - position else {
                throw MP4Checker.Violation(
                    description: "\(type) at \(position) has size \(size), room \(range.upperBound - position)")
            }
            let box = MP4Box(type: type, body: fields.position..<(position + size), bytes: bytes)
            if containers.contains(type) { _ = try box.children() }
            boxes.append(box)
            position += size
        }
        return boxes
    }

    func children() throws -> [MP4Box] { try Self.parse(bytes, in: body) }

    func child(_ type: String) throws -> MP4Box {
        guard let child = try optionalChild(type) else {
            throw MP4Checker.Violation(description: "\(self.type) has no \(type)")
        }
        return child
    }

    func optionalChild(_ type: String) throws -> MP4Box? {
        let found = try children().filter { $0.type == type }
        guard found.count <= 1 else {
            throw MP4Checker.Violation(description: "\(found.count) \(type) in \(self.type)")
        }
        return found.first
    }

    func path(_ types: String...) throws -> MP4Box { try types.reduce(self) { try $0.child($1) } }

    func fields() throws -> MP4Fields { MP4Fields(bytes, body) }
}

struct MP4Fields {
    private let bytes: [UInt8]
    private let limit: Int
    private(set) var position: Int

    init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        position = range.lowerBound
        limit = range.upperBound
    }

    private mutating func take(_ count: Int) throws -> ArraySlice<UInt8> {
        guard limit - position >= count else { throw MP4Checker.Violation(description: "a box ends too early") }
        defer { position += count }
        return bytes[position..<(position + count)]
    }

    mutating func u16() throws -> UInt16 { try take(2).reduce(0) { $0 << 8 | UInt16($1) } }
    mutating func u32() throws -> UInt32 { try take(4).reduce(0) { $0 << 8 | UInt32($1) } }
    mutating func i64() throws -> Int64 { Int64(bitPattern: try take(8).reduce(0) { $0 << 8 | UInt64($1) }) }
    mutating func text(_ count: Int) throws -> String { String(decoding: try take(count), as: UTF8.self) }
    mutating func skip(_ count: Int) throws { _ = try take(count) }

    mutating func version(expecting version: UInt32) throws -> UInt32 {
        let word = try u32()
        guard word >> 24 == version else { throw MP4Checker.Violation(description: "box version \(word >> 24)") }
        return word & 0xFF_FFFF
    }

    func end() throws {
        guard position == limit else {
            throw MP4Checker.Violation(description: "\(limit - position) bytes left in a box")
        }
    }
}
