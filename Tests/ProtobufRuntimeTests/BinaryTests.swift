import ProtobufRuntime
import TestSupport
import Testing

/// The wire format by hand, after https://protobuf.dev/programming-guides/encoding.
struct BinaryTests {
    @Test func `writes the example of the format's description`() {
        #expect(EveryType.with { $0.int32Value = 150 }.encoded() == [0x18, 0x96, 0x01])
        #expect(EveryType.with { $0.stringValue = "testing" }.encoded() == [0x72, 7] + Array("testing".utf8))
    }

    @Test func `writes negative numbers of variable length in ten bytes, and zigzag ones in one`() {
        let extended: [UInt8] = [0x18] + Array(repeating: 0xff, count: 9) + [0x01]
        #expect(EveryType.with { $0.int32Value = -1 }.encoded() == extended)
        #expect(EveryType.with { $0.sint32Value = -1 }.encoded() == [0x38, 0x01])
        #expect(EveryType.with { $0.sint64Value = .min }.encoded() == [0x40] + extended[1...])
    }

    @Test func `keeps minus zero and every NaN`() throws {
        let values = EveryType.with {
            $0.doubleValue = -0.0
            $0.repeatedFloat = [Float(bitPattern: 0x7fc0_0001), -.zero]
        }
        let read = try EveryType(protobuf: values.encoded())
        #expect(read.doubleValue.sign == .minus)
        #expect(read.repeatedFloat[0].bitPattern == 0x7fc0_0001)
        #expect(read == values)
    }

    @Test func `writes a field with presence also when it has its default`() throws {
        let set = EveryType.with { $0.optionalInt32 = 0 }
        #expect(set.encoded() == [0xb8, 0x01, 0x00])
        #expect(try EveryType(protobuf: set.encoded()).optionalInt32 == 0)
        #expect(EveryType().encoded() == [])
        #expect(try EveryType(protobuf: []).optionalInt32 == nil)
    }

    @Test func `reads repeated numbers packed, unpacked and mixed`() throws {
        // Field 43, repeated int32: packed 1 and 150, then a single 3, then packed 4.
        let bytes: [UInt8] = [0xda, 0x02, 3, 1, 0x96, 0x01, 0xd8, 0x02, 3, 0xda, 0x02, 1, 4]
        #expect(try EveryType(protobuf: bytes).repeatedInt32 == [1, 150, 3, 4])
    }

    @Test func `lets the last value count and merges messages`() throws {
        let first = EveryType.with {
            $0.int32Value = 1
            $0.stringValue = "kept"
            $0.child = .with { $0.int32Value = 2 }
            $0.choice = .message(.with { $0.int32Value = 3 })
            $0.repeatedString = ["a"]
            $0.stringMap = ["a": "1", "b": "2"]
        }
        let second = EveryType.with {
            $0.int32Value = 4
            $0.child = .with { $0.stringValue = "x" }
            $0.choice = .message(.with { $0.stringValue = "y" })
            $0.repeatedString = ["b"]
            $0.stringMap = ["b": "3"]
        }
        let merged = try EveryType(protobuf: first.encoded() + second.encoded())
        #expect(merged.int32Value == 4)
        #expect(merged.stringValue == "kept")
        #expect(merged.child == .with { $0.int32Value = 2; $0.stringValue = "x" })
        #expect(merged.choice == .message(.with { $0.int32Value = 3; $0.stringValue = "y" }))
        #expect(merged.repeatedString == ["a", "b"])
        #expect(merged.stringMap == ["a": "1", "b": "3"])
    }

    @Test func `lets the last member of a oneof count`() throws {
        let number = EveryType.with { $0.choice = .number(0) }.encoded()
        let text = EveryType.with { $0.choice = .string("") }.encoded()
        #expect(try EveryType(protobuf: number + text).choice == .string(""))
        #expect(try EveryType(protobuf: text + number).choice == .number(0))
    }

    @Test func `fills what an entry of a map leaves out`() throws {
        // Field 72, map<string, string>: an entry without anything, one with its value first and a field nobody knows.
        let bytes: [UInt8] = [0xc2, 0x04, 0, 0xc2, 0x04, 8, 0x12, 1, 0x76, 0x0a, 1, 0x6b, 0x18, 1]
        #expect(try EveryType(protobuf: bytes).stringMap == ["": "", "k": "v"])
    }

    @Test func `lets nothing of a map's entry into the message inside`() throws {
        // Field 87, map<string, EveryType>: a field nobody knows, a key that is a number, then the message.
        let bytes: [UInt8] = [0xba, 0x05, 8, 0x18, 1, 0x08, 5, 0x12, 2, 0x18, 7]
        let message = try EveryType(protobuf: bytes)
        #expect(message.childMap == ["": .with { $0.int32Value = 7 }])
        #expect(message.unknownFields.isEmpty)
    }

    @Test func `reads numbers of every length, also at the end of the bytes`() throws {
        for shift in 0..<64 {
            for value in [UInt64(1) << shift, (UInt64(1) << shift) - 1, UInt64.max << shift] {
                let alone = EveryType.with { $0.uint64Value = value }.encoded()
                #expect(try EveryType(protobuf: alone).uint64Value == value)
                let followed = alone + EveryType.with { $0.stringValue = "more than ten bytes" }.encoded()
                #expect(try EveryType(protobuf: followed).uint64Value == value)
            }
        }
        // A number may have more bytes than it needs, and ten at most.
        let padding = Array(repeating: UInt8(0x80), count: 8)
        #expect(try EveryType(protobuf: [0x30, 0x85] + padding + [0]).uint64Value == 5)
        let tooLong = [0x30, 0x85] + padding + [0x80, 0] + padding
        let error = #expect(throws: ProtobufError.self) { try EveryType(protobuf: tooLong) }
        #expect(error?.problem == .varintTooLong)
    }

    @Test func `sees what is no text wherever it stands`() throws {
        for count in 1...40 {
            let ascii = Array(repeating: UInt8(ascii: "a"), count: count)
            for index in ascii.indices {
                var bytes = ascii
                bytes[index] = 0xff
                let error = #expect(throws: ProtobufError.self) {
                    try EveryType(protobuf: [0x72, UInt8(count)] + bytes)
                }
                #expect(error?.problem == .invalidUTF8)
                let accented = Array(ascii[..<index]) + Array("é".utf8) + Array(ascii[index...])
                let text = try EveryType(protobuf: [0x72, UInt8(count + 2)] + accented).stringValue
                #expect(Array(text.utf8) == accented)
            }
        }
    }

    @Test func `keeps a text that was read apart from one that is set`() throws {
        let bytes = EveryType.with { $0.stringValue = "read"; $0.child = .with { $0.stringValue = "inside" } }.encoded()
        let read = try EveryType(protobuf: bytes)
        var changed = read
        changed.stringValue += " and changed"
        changed.child?.stringValue = ""
        #expect(read.stringValue == "read" && read.child?.stringValue == "inside")
        #expect(changed.stringValue == "read and changed" && changed.child?.stringValue.isEmpty == true)
        #expect(try EveryType(protobuf: changed.encoded()) == changed)
    }

    @Test func `keeps unknown fields, groups too, and writes them back last`() throws {
        let group: [UInt8] = [0xa3, 0x3f, 0x08, 1, 0x13, 0x14, 0xa4, 0x3f]  // field 1012, with a group inside
        let others: [UInt8] = [0xc0, 0x3e, 0x05, 0xc5, 0x3e, 1, 2, 3, 4, 0xca, 0x3e, 2, 7, 7]
        let known: [UInt8] = [0x18, 1]
        let message = try EveryType(protobuf: group + known + others)
        #expect(message.int32Value == 1)
        #expect(message.unknownFields.bytes == group + others)
        #expect(message.encoded() == known + group + others)
        #expect(message.description == "sluice.test.EveryType{int32_value: 1, <22 bytes unknown>}")
    }

    @Test func `keeps a field of another wire type than the schema's as unknown`() throws {
        let bytes: [UInt8] = [0x1a, 1, 0x41, 0x70, 5, 0xa8, 0x05, 1]  // int32 as text, string and message as numbers
        let message = try EveryType(protobuf: bytes)
        #expect(message.int32Value == 0 && message.stringValue.isEmpty && message.child == nil)
        #expect(message.encoded() == bytes)
    }

    @Test func `keeps enum values without a name`() throws {
        let message = EveryType.with { $0.colors = [.red, .unrecognized(77), .negative] }
        #expect(try EveryType(protobuf: message.encoded()).colors == [.red, .unrecognized(77), .negative])
    }

    @Test func `takes the low bits of numbers that are too long for their field`() throws {
        let bytes: [UInt8] = [0x18, 0xff, 0xff, 0xff, 0xff, 0x7f, 0x68, 0x80, 0x80, 0x01]
        let message = try EveryType(protobuf: bytes)
        #expect(message.int32Value == -1)
        #expect(message.boolValue)
    }

    static let malformed: [(String, [UInt8], ProtobufProblem)] = [
        ("no value", [0x18], .truncated),
        ("half a number", [0x18, 0x80], .truncated),
        ("eleven bytes", [0x18] + Array(repeating: 0x80, count: 10) + [1], .varintTooLong),
        ("half a fixed number", [0x09, 1, 2, 3], .truncated),
        ("a text longer than what is left", [0x72, 5, 0x61], .truncated),
        ("a length beyond any memory", [0x72, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01], .truncated),
        ("a message longer than what is around it", [0xaa, 0x05, 3, 0xaa, 0x05, 9, 0, 0, 0, 0], .truncated),
        ("a packed number that goes beyond its field", [0xda, 0x02, 1, 0x96, 0x01], .truncated),
        ("no field number", [0x00, 0x00], .invalidTag),
        ("wire type 6", [0x1e], .invalidTag),
        ("wire type 7", [0x1f], .invalidTag),
        ("a tag beyond 32 bits", [0x80, 0x80, 0x80, 0x80, 0x80, 0x01], .invalidTag),
        ("a group that only ends", [0x1c], .unmatchedGroup),
        ("a group that only begins", [0x1b, 0x08, 1], .unmatchedGroup),
        ("a group that ends as another", [0x1b, 0x24], .unmatchedGroup),
        ("bytes that are no text", [0x72, 2, 0xc3, 0x28], .invalidUTF8),
        ("a surrogate in UTF-8", [0x72, 3, 0xed, 0xa0, 0x80], .invalidUTF8),
        ("an overlong form", [0x72, 2, 0xc0, 0x80], .invalidUTF8),
        ("a map's key that is no text", [0xc2, 0x04, 3, 0x0a, 1, 0xff], .invalidUTF8),
    ]

    @Test(arguments: malformed)
    func `refuses what is malformed`(_ name: String, _ bytes: [UInt8], _ problem: ProtobufProblem) {
        let error = #expect(throws: ProtobufError.self) { try EveryType(protobuf: bytes) }
        #expect(error?.problem == problem, "\(name)")
        #expect(error?.message == "sluice.test.EveryType")
    }

    @Test func `reads a hundred levels and refuses more`() throws {
        func nested(_ levels: Int) -> EveryType {
            (0..<levels).reduce(EveryType()) { inner, _ in EveryType.with { $0.child = inner } }
        }
        #expect(try EveryType(protobuf: nested(100).encoded()) == nested(100))
        let error = #expect(throws: ProtobufError.self) { try EveryType(protobuf: nested(101).encoded()) }
        #expect(error?.problem == .tooDeep(limit: 100))
        let groups = Array(repeating: UInt8(0x1b), count: 200)
        #expect(throws: ProtobufError.self) { try EveryType(protobuf: groups) }
    }

    @Test func `refuses what is larger, or holds more messages, than allowed`() throws {
        let bytes = EveryType.with { $0.stringValue = "0123456789" }.encoded()
        let small = DecodingLimits(bytes: 11)
        #expect(throws: ProtobufError.self) { try EveryType(protobuf: bytes, limits: small) }
        #expect(throws: ProtobufError.self) { try EveryType(json: #"{"int32Value": 1}"#, options: .init(limits: small)) }
        let many = EveryType.with { $0.children = Array(repeating: EveryType(), count: 20) }.encoded()
        let few = DecodingLimits(messages: 19)
        let error = #expect(throws: ProtobufError.self) { try EveryType(protobuf: many, limits: few) }
        #expect(error?.problem == .tooManyMessages(limit: 19))
        #expect(try EveryType(protobuf: many).children.count == 20)
    }

    @Test func `reads any cut of a message, or refuses it`() throws {
        let whole = EveryType.with {
            $0.child = .with { $0.repeatedString = ["abc", "déf"] }
            $0.int64Map = [1: "a", -5: "b"]
            $0.doubleValue = 1.5
            $0.choice = .message(.with { $0.bytesValue = [1, 2, 3] })
        }.encoded()
        for count in 0..<whole.count {
            if let message = try? EveryType(protobuf: Array(whole[..<count])) {
                #expect(try EveryType(protobuf: message.encoded()) == message)
            }
        }
        var random = SeededGenerator(seed: 3)
        for _ in 0..<2000 {
            var changed = whole
            for _ in 0..<3 { changed[Int.random(in: 0..<changed.count, using: &random)] = .random(in: 0...255, using: &random) }
            if let message = try? EveryType(protobuf: changed) {
                #expect(try EveryType(protobuf: message.encoded()) == message)
            }
        }
    }

    @Test func `moves long contents behind their length`() throws {
        for count in [0, 1, 127, 128, 16383, 16384, 2_097_152] {
            let text = String(repeating: "x", count: count)
            let message = EveryType.with { $0.child = .with { $0.children = [.with { $0.stringValue = text }] } }
            #expect(try EveryType(protobuf: message.encoded()).child?.children.first?.stringValue == text)
        }
    }
}
