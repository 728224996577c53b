import HTTPTransport
import TestSupport
import Testing

struct WebSocketFrameReaderTests {
    private typealias Event = WebSocketFrameReader.Event

    private func read(_ bytes: [UInt8], pieces: [Int], isMasked: Bool) -> ([Event], WebSocketViolation?) {
        var reader = WebSocketFrameReader(isMasked: isMasked, maximumMessageSize: 300)
        var events: [Event] = []
        var rest = bytes[...]
        do throws(WebSocketViolation) {
            for piece in pieces {
                let part = Array(rest.prefix(piece))
                rest = rest.dropFirst(piece)
                try reader.read(part.span, into: &events)
            }
            let part = Array(rest)
            try reader.read(part.span, into: &events)
            return (events, nil)
        } catch {
            return (events, error)
        }
    }

    /// RFC 6455 section 5.7.
    @Test func `the specification's examples`() {
        #expect(read([0x81, 5] + Array("Hello".utf8), pieces: [], isMasked: false).0 == [.message(.text("Hello"))])
        let masked: [UInt8] = [0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58]
        #expect(read(masked, pieces: [], isMasked: true).0 == [.message(.text("Hello"))])
        let fragments: [UInt8] = [0x01, 3, 0x48, 0x65, 0x6c, 0x80, 2, 0x6c, 0x6f]
        #expect(read(fragments, pieces: [], isMasked: false).0 == [.message(.text("Hello"))])
        #expect(read([0x89, 5] + Array("Hello".utf8), pieces: [], isMasked: false).0 == [.ping(Array("Hello".utf8))])
        let long: [UInt8] = [0x82, 0x7e, 1, 0] + [UInt8](repeating: 9, count: 256)
        #expect(read(long, pieces: [], isMasked: false).0 == [.message(.binary([UInt8](repeating: 9, count: 256)))])
    }

    @Test func `a message may be as large as the limit, in one frame or many`() {
        let half: [UInt8] = [0x7e, 0, 150] + [UInt8](repeating: 1, count: 150)
        #expect(read([0x02] + half + [0x80] + half, pieces: [], isMasked: false).0.count == 1)
        let (events, violation) = read([0x02] + half + [0x00] + half + [0x80, 1, 1], pieces: [], isMasked: false)
        #expect(events.isEmpty && violation == .messageTooLarge(limit: 300))
    }

    @Test func `any bytes give the same however they are cut`() {
        for seed in UInt64(0)..<2_000 {
            var random = SeededGenerator(seed: seed)
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 1...5, using: &random) {
                let opcode = [0, 1, 2, 8, 9, 10, 11].randomElement(using: &random)!
                let count = Int.random(in: 0...20, using: &random)
                bytes += [UInt8(opcode) | (Bool.random(using: &random) ? 0x80 : 0), UInt8(count)]
                for _ in 0..<count { bytes.append(.random(in: 0...255, using: &random)) }
            }
            let whole = read(bytes, pieces: [], isMasked: false)
            let cut = read(bytes, pieces: bytes.map { _ in 1 }, isMasked: false)
            #expect(whole.0 == cut.0 && whole.1 == cut.1, "seed \(seed)")
        }
    }
}
