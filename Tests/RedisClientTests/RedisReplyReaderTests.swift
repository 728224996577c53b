import TestSupport
import Testing

@testable import RedisClient

struct RedisReplyReaderTests {
    private static let conversation = Array(
        "+OK\r\n-ERR no\r\n:-42\r\n$5\r\na\r\nb\0\r\n$-1\r\n*-1\r\n*0\r\n*3\r\n$7\r\nmessage\r\n*2\r\n:1\r\n+x\r\n$0\r\n\r\n"
            .utf8)
    private static let replies: [RedisValue] = [
        .status("OK"), .error("ERR no"), .integer(-42), .bytes(Array("a\r\nb\0".utf8)), .null, .null, .array([]),
        .array([.bytes(Array("message".utf8)), .array([.integer(1), .status("x")]), .bytes([])]),
    ]

    private func read(_ pieces: [ArraySlice<UInt8>]) throws -> [RedisValue] {
        var reader = try RedisReplyReader()
        var found: [RedisValue] = []
        for piece in pieces {
            try reader.feed(piece.span)
            while let value = try reader.next() { found.append(value) }
        }
        return found
    }

    @Test func `reads every kind of reply`() throws {
        #expect(try read([Self.conversation[...]]) == Self.replies)
    }

    @Test func `cares nothing for how the bytes are cut`() throws {
        let bytes = Self.conversation
        for cut in bytes.indices { #expect(try read([bytes[..<cut], bytes[cut...]]) == Self.replies, "cut at \(cut)") }
        #expect(try read(bytes.indices.map { bytes[$0...$0] }) == Self.replies)
    }

    @Test(arguments: [
        "hello\r\n", ":12x\r\n", "$-2\r\n", "$99999999999999999999\r\n", "*70000\r\n", "*9223372036854775807\r\n",
        "*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n",
    ])
    func `refuses what is no protocol or beyond the limits`(text: String) {
        #expect(throws: RedisError.self) { try read([Array(text.utf8)[...]]) }
    }

    @Test func `refuses a reply that outgrows its limit`() throws {
        var reader = try RedisReplyReader()
        try reader.feed(Array("$500000000\r\n".utf8).span)
        #expect(try reader.next() == nil)
        let megabyte = [UInt8](repeating: 0, count: 1 << 20)
        // Not within `#expect`, which cannot hold a noncopyable value.
        var fed = 0
        do {
            for _ in 0..<32 {
                try reader.feed(megabyte.span)
                fed += 1
            }
        } catch {}
        #expect(fed == RedisReplyReader.maximumReplySize >> 20 - 1 || fed == RedisReplyReader.maximumReplySize >> 20)
    }

    @Test func `survives any bytes`() throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<3_000 {
            var bytes = Self.conversation
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: .min ... .max, using: &random)
            }
            _ = try? read([bytes[...]])
        }
    }
}
