import MediaTypes
import Testing

/// Headers from captured streams of libvpx and libaom, and broken ones.
struct VideoHeaderTests {
    static func av1(_ bytes: [UInt8]) -> AV1SequenceHeader? { AV1SequenceHeader(payload: bytes.span.bytes) }
    static func vp9(_ bytes: [UInt8]) -> VP9FrameHeader? { VP9FrameHeader(bytes.span.bytes) }
    static func vp8(_ bytes: [UInt8]) -> VP8FrameHeader? { VP8FrameHeader(bytes.span.bytes) }
    static func leb128(_ bytes: [UInt8]) -> LEB128? { LEB128(bytes.span.bytes, at: 0) }

    static let sequenceHeader: [UInt8] = [0x00, 0x00, 0x00, 0x04, 0x3C, 0xFE, 0xCC, 0x01, 0xA0, 0x08]

    @Test func `AV1: a sequence header's size and colours`() {
        let header = Self.av1(Self.sequenceHeader)
        #expect(header?.width == 320 && header?.height == 180 && header?.profile == 0)
        #expect(header?.bitDepth == 8 && header?.isMonochrome == false && header?.isReducedStillPicture == false)
        #expect(header?.subsampling.horizontal == true && header?.subsampling.vertical == true)
        for length in 0..<9 { #expect(Self.av1(Array(Self.sequenceHeader.prefix(length))) == nil, "\(length)") }
        #expect(Self.av1([0x60] + Self.sequenceHeader.dropFirst()) == nil)  // profile 3
    }

    @Test func `AV1: OBUs with and without a size, with layers`() {
        let unit: [UInt8] = [0x12, 0x00, 0x36, 0x28, 2, 0x10, 7, 0x20, 9, 9]
        var iterator = AV1OBUIterator(unit.span.bytes)
        var found: [(AV1OBUType, Int)] = []
        while let obu = iterator.next() { found.append((obu.type, obu.payload.byteCount)) }
        #expect(found.map(\.0) == [.temporalDelimiter, .frame, .tileGroup] && found.map(\.1) == [0, 2, 2])
        let isBroken = iterator.isBroken
        #expect(!isBroken)
        for broken in [[0x32, 9, 1], [0x32], [0x36], [0xB2, 0], [0x32, 0x80]] as [[UInt8]] {
            var iterator = AV1OBUIterator(broken.span.bytes)
            while let obu = iterator.next() { Issue.record("\(obu.type)") }
            let isBroken = iterator.isBroken
            #expect(isBroken, "\(broken)")
        }
    }

    @Test func `AV1: frame headers`() {
        let headers: [(UInt8, key: Bool, shown: Bool)] = [
            (0x10, true, true), (0x00, true, false), (0x30, false, true), (0x90, false, true),
        ]
        for header in headers {
            let bytes = [header.0]
            let read = AV1FrameHeader(payload: bytes.span.bytes)
            #expect(read?.isKeyframe == header.key && read?.isShown == header.shown)
        }
    }

    @Test func `LEB128 up to eight bytes and 32 bits`() {
        #expect(Self.leb128([0x7F])?.value == 127)
        #expect(Self.leb128([0x80, 0x01])?.value == 128 && Self.leb128([0x80, 0x01])?.byteCount == 2)
        #expect(Self.leb128([0x85, 0x80, 0x80, 0x00])?.value == 5)
        #expect(Self.leb128([0xFF, 0xFF, 0xFF, 0xFF, 0x0F])?.value == Int(UInt32.max))
        #expect(Self.leb128([0xFF, 0xFF, 0xFF, 0xFF, 0x1F]) == nil && Self.leb128([0x80]) == nil)
        #expect(Self.leb128([UInt8](repeating: 0x80, count: 9)) == nil && Self.leb128([]) == nil)
        for (value, size) in [(0, 1), (127, 1), (128, 2), (16_383, 2), (16_384, 3)] {
            #expect(LEB128.size(of: value) == size)
        }
    }

    @Test func `VP9: key frames, others, and frames that show others`() {
        let key: [UInt8] = [0x82, 0x49, 0x83, 0x42, 0x20, 0x13, 0xF0, 0x0B, 0x30]
        let header = Self.vp9(key)
        #expect(header?.isKeyframe == true && header?.width == 320 && header?.height == 180 && header?.bitDepth == 8)
        #expect(Self.vp9([0x86])?.isKeyframe == false && Self.vp9([0x88])?.showsExistingFrame == true)
        #expect(Self.vp9([0x82, 0x49, 0x83, 0x43]) == nil && Self.vp9([0x02]) == nil && Self.vp9([]) == nil)
        for length in 0..<8 { #expect(Self.vp9(Array(key.prefix(length))) == nil, "\(length)") }
    }

    @Test func `VP8: key frames and others`() {
        let key: [UInt8] = [0x10, 2, 0, 0x9D, 0x01, 0x2A, 0x40, 0x41, 0xB4, 0x80]
        let header = Self.vp8(key)
        #expect(header?.isKeyframe == true && header?.width == 320 && header?.height == 180)
        #expect(Self.vp8([0x11])?.isKeyframe == false)
        for length in 0..<10 { #expect(Self.vp8(Array(key.prefix(length))) == nil, "\(length)") }
        #expect(Self.vp8([0x10, 2, 0, 0x9D, 0x01, 0x2B, 0x40, 0x01, 0xB4, 0x00]) == nil)
    }
}
