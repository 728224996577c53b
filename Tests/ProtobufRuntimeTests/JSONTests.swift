import ProtobufRuntime
import Testing

/// The JSON form by hand, after https://protobuf.dev/programming-guides/json.
struct JSONTests {
    private static let registry = TypeRegistry([EveryType.self, Google.Timestamp.self, Google.AnyMessage.self])

    private func read(_ json: String, ignoring: Bool = false) throws -> EveryType {
        try EveryType(json: json, options: .init(ignoresUnknownFields: ignoring, registry: Self.registry))
    }

    private func problem(_ json: String) -> ProtobufProblem? {
        do {
            let message = try read(json)
            Issue.record("\(json) is read as \(message)")
            return nil
        } catch {
            return (error as? ProtobufError)?.problem
        }
    }

    @Test func `takes the names of the schema and of JSON, and writes the latter`() throws {
        let message = EveryType.with { $0.repeatedInt32 = [1, -2] }
        #expect(try read(#"{"repeatedInt32": [1, -2]}"#) == message)
        #expect(try read(#" { "repeated_int32" : [ 1 , "-2" ] } "#) == message)
        #expect(try message.json() == #"{"repeatedInt32":[1,-2]}"#)
        #expect(try message.json(options: .init(usesSchemaNames: true)) == #"{"repeated_int32":[1,-2]}"#)
    }

    @Test func `writes 64 bits as strings and takes them as numbers too`() throws {
        let message = EveryType.with {
            $0.int64Value = .min
            $0.uint64Value = .max
        }
        #expect(try message.json() == #"{"int64Value":"-9223372036854775808","uint64Value":"18446744073709551615"}"#)
        #expect(try read(#"{"int64Value": -9223372036854775808, "uint64Value": 18446744073709551615}"#) == message)
        #expect(try read(try message.json()) == message)
    }

    @Test(arguments: ["1e3", "1000.0", "\"1e3\"", "\"1000\"", "10.0e2", "1000"])
    func `takes whole numbers however they are written`(_ text: String) throws {
        #expect(try read("{\"int32Value\": \(text), \"fixed64Value\": \(text)}").int32Value == 1000)
    }

    static let refusedNumbers = [
        ("int32Value", "2147483648"), ("int32Value", "1.5"), ("uint32Value", "-1"), ("uint64Value", "18446744073709551616"),
        ("int32Value", "true"), ("int32Value", "\"\""), ("int32Value", "\"0x10\""), ("int32Value", "\" 1\""),
        ("int32Value", "[1]"), ("doubleValue", "1e400"), ("floatValue", "1e39"), ("doubleValue", "\"nan\""),
        ("doubleValue", "\"0x1p3\""), ("doubleValue", "true"), ("boolValue", "\"true\""), ("boolValue", "1"),
        ("stringValue", "1"), ("bytesValue", "\"a\""), ("bytesValue", "\"a*==\""), ("bytesValue", "\"YQ===\""),
        ("bytesValue", "\"YQ=\""), ("repeatedInt32", "1"), ("repeatedInt32", "[1, null]"), ("stringMap", "[]"),
        ("stringMap", "{\"a\": null}"), ("int32Map", "{\"x\": \"\"}"), ("boolMap", "{\"1\": \"\"}"), ("child", "[]"),
        ("child", "\"\""), ("color", "\"COLOR_BLUE\""), ("color", "1.5"), ("color", "true"),
    ]

    @Test(arguments: refusedNumbers)
    func `refuses what does not fit its field`(_ field: String, _ value: String) {
        let error = #expect(throws: ProtobufError.self) { try read("{\"\(field)\": \(value)}") }
        #expect(error?.path.hasPrefix(field) == true, "\(error?.description ?? "")")
    }

    @Test func `reads floating point in every form`() throws {
        let message = try read(#"{"repeatedDouble": [1, -0.0, 1e-7, "2.5", "NaN", "Infinity", "-Infinity"]}"#)
        #expect(message.repeatedDouble[0...3] == [1, 0, 1e-7, 2.5])
        #expect(message.repeatedDouble[1].sign == .minus)
        #expect(message.repeatedDouble[4].isNaN && message.repeatedDouble[5] == .infinity)
        #expect(message.repeatedDouble[6] == -.infinity)
        #expect(try message.json() == #"{"repeatedDouble":[1.0,-0.0,1e-07,2.5,"NaN","Infinity","-Infinity"]}"#)
    }

    @Test func `reads bytes in both alphabets of base64, padded or not`() throws {
        for text in ["++//+g==", "--__-g==", "++//+g", "--__-g", "+-/_-g"] {
            #expect(try read("{\"bytesValue\": \"\(text)\"}").bytesValue == [0xfb, 0xef, 0xff, 0xfa])
        }
        #expect(try EveryType.with { $0.bytesValue = [0xfb, 0xef, 0xff, 0xfa] }.json() == #"{"bytesValue":"++//+g=="}"#)
    }

    @Test func `reads enums by name and number`() throws {
        let message = try read(#"{"colors": ["COLOR_RED", 1, "1", -1, 77, "COLOR_NONE"]}"#)
        #expect(message.colors == [.red, .red, .red, .negative, .unrecognized(77), .none])
        #expect(try message.json() == #"{"colors":["COLOR_RED","COLOR_RED","COLOR_RED","COLOR_NEGATIVE",77,"COLOR_NONE"]}"#)
    }

    @Test func `takes null for a field that is not set`() throws {
        let nulls = #"{"int32Value": null, "optionalString": null, "repeatedInt32": null, "stringMap": null, "child": null}"#
        #expect(try read(nulls) == EveryType())
        #expect(try read(#"{"chosenString": null, "chosenNumber": 0}"#).choice == .number(0))
    }

    @Test func `keeps presence`() throws {
        let set = EveryType.with {
            $0.optionalInt32 = 0
            $0.optionalString = ""
            $0.child = EveryType()
        }
        #expect(try set.json() == #"{"optionalInt32":0,"optionalString":"","child":{}}"#)
        #expect(try read(try set.json()) == set)
    }

    @Test func `writes what is not set when asked to`() throws {
        let json = try EveryType().json(options: .init(writesDefaults: true))
        #expect(json.contains(#""int64Value":"0""#) && json.contains(#""stringValue":"""#))
        #expect(json.contains(#""repeatedInt32":[]"#) && json.contains(#""stringMap":{}"#))
        #expect(json.contains(#""color":"COLOR_NONE""#))
        #expect(!json.contains("optional") && !json.contains("\"child\"") && !json.contains("chosen"))
        #expect(try read(json) == EveryType())
    }

    @Test func `refuses unknown names, or passes over them`() throws {
        #expect(problem(#"{"child": {"nonsense": 1}}"#) == .unknownField("nonsense"))
        #expect(problem(#"{"color": "COLOR_BLUE"}"#) == .unknownEnumName("COLOR_BLUE"))
        let lenient = try read(
            #"{"child": {"nonsense": [{}]}, "colors": ["COLOR_BLUE", "COLOR_RED"], "color": "COLOR_BLUE"}"#, ignoring: true)
        #expect(lenient == .with { $0.child = EveryType(); $0.colors = [.red] })
    }

    @Test func `refuses a field given twice, and two members of a oneof`() {
        #expect(problem(#"{"int32Value": 1, "int32_value": 2}"#) == .duplicateField("int32_value"))
        #expect(problem(#"{"stringMap": {"a": "1", "a": "2"}}"#) == .duplicateField("a"))
        #expect(problem(#"{"chosenString": "", "chosenNumber": 1}"#) == .severalOfOneof("chosenNumber"))
    }

    @Test func `says where the fault is`() {
        let error = #expect(throws: ProtobufError.self) {
            try read(#"{"children": [{}, {"child_map": {"x": {"int32Value": "secret"}}}]}"#)
        }
        #expect(error?.path == "children[1].childMap.x.int32Value")
        #expect("\(error!)".hasSuffix("children[1].childMap.x.int32Value: wanted a whole number, or one in a string"))
    }

    @Test func `reads escapes and writes them back`() throws {
        let message = try read(#"{"stringValue": "\"\\\/\b\f\n\r\t\u0000\u00e9\ud83c\udfa5\u20AC"}"#)
        #expect(message.stringValue == "\"\\/\u{8}\u{c}\n\r\t\0é🎥€")
        #expect(try read(try message.json()) == message)
    }

    static let notJSON = [
        "", " ", "{", "}", "{}x", "{,}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}", "[1,]", "[1 2]", "tru", "nul",
        "01", "1.", ".5", "-", "+1", "1e", "0x1", "NaN", "Infinity", "\"", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"",
        "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"\n\"", "\"\u{1}\"", "{}{}", "// {}", "\u{feff}{}",
    ]

    @Test(arguments: notJSON)
    func `refuses what is not JSON`(_ text: String) {
        let error = #expect(throws: ProtobufProblem.self) { try JSONValue(parsing: Array(text.utf8)) }
        guard case .syntax? = error else {
            Issue.record("\(text): \(String(describing: error))")
            return
        }
    }

    @Test func `refuses JSON that is not UTF-8, or nests too deep`() throws {
        #expect(throws: ProtobufProblem.self) { try JSONValue(parsing: [0x22, 0xff, 0x22]) }
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: ProtobufProblem.tooDeep(limit: 300)) { try JSONValue(parsing: Array(deep.utf8)) }
        let messages = String(repeating: #"{"child":"#, count: 101) + "{}" + String(repeating: "}", count: 101)
        #expect(problem(messages) == .tooDeep(limit: 100))
    }

    // MARK: Well-known messages

    static let times: [(String, Int64, Int32)] = [
        ("1970-01-01T00:00:00Z", 0, 0), ("1969-12-31T23:59:59.999999999Z", -1, 999_999_999),
        ("2000-02-29T12:34:56.500Z", 951_827_696, 500_000_000), ("0001-01-01T00:00:00Z", -62_135_596_800, 0),
        ("9999-12-31T23:59:59.999999Z", 253_402_300_799, 999_999_000), ("2026-11-21T16:00:00Z", 1_795_276_800, 0),
        ("1900-03-01T00:00:00Z", -2_203_891_200, 0),
    ]

    @Test(arguments: times)
    func `reads and writes times`(_ text: String, _ seconds: Int64, _ nanos: Int32) throws {
        let message = EveryType.with { $0.time = Google.Timestamp(seconds: seconds, nanos: nanos) }
        #expect(try message.json() == "{\"time\":\"\(text)\"}")
        #expect(try read("{\"time\": \"\(text)\"}") == message)
    }

    @Test func `reads times with an offset`() throws {
        #expect(try read(#"{"time": "1970-01-01T02:30:00.25+02:30"}"#).time == Google.Timestamp(seconds: 0, nanos: 250_000_000))
        #expect(try read(#"{"time": "1969-12-31T23:00:00-01:00"}"#).time == Google.Timestamp())
    }

    @Test(arguments: [
        "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:00:60Z", "2026-01-01",
        "2026-01-01T00:00:00", "2026-01-01 00:00:00Z", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00.1234567890Z",
        "26-01-01T00:00:00Z", "2026-01-01T00:00:00Zz", "0000-01-01T00:00:00Z", "1900-02-29T00:00:00Z", "",
    ])
    func `refuses what is no time`(_ text: String) {
        #expect(throws: ProtobufError.self) { try read("{\"time\": \"\(text)\"}") }
    }

    static let durations: [(String, Int64, Int32)] = [
        ("0s", 0, 0), ("1.500s", 1, 500_000_000), ("-0.000001s", 0, -1000), ("-3.000000001s", -3, -1),
        ("315576000000s", 315_576_000_000, 0),
    ]

    @Test(arguments: durations)
    func `reads and writes durations`(_ text: String, _ seconds: Int64, _ nanos: Int32) throws {
        let message = EveryType.with { $0.duration = Google.Duration(seconds: seconds, nanos: nanos) }
        #expect(try message.json() == "{\"duration\":\"\(text)\"}")
        #expect(try read("{\"duration\": \"\(text)\"}") == message)
    }

    @Test(arguments: ["1", "s", "-s", "1.s", ".5s", "+1s", "1 s", "--1s", "315576000001s", "1e3s", "1.0000000001s"])
    func `refuses what is no duration`(_ text: String) {
        #expect(throws: ProtobufError.self) { try read("{\"duration\": \"\(text)\"}") }
    }

    @Test func `refuses to write times and durations that have no JSON form`() {
        for time in [Google.Timestamp(seconds: 253_402_300_800), .init(seconds: 0, nanos: -1)] {
            #expect(throws: ProtobufError.self) { try EveryType.with { $0.time = time }.json() }
        }
        for duration in [Google.Duration(seconds: 1, nanos: -1), .init(seconds: .max), .init(seconds: 0, nanos: 1_000_000_000)] {
            #expect(throws: ProtobufError.self) { try EveryType.with { $0.duration = duration }.json() }
        }
    }

    @Test func `opens an Any and packs it again`() throws {
        let json = #"{"any":{"@type":"type.googleapis.com/sluice.test.EveryType","int32Value":5}}"#
        let message = try read(json)
        #expect(try message.any?.unpacked(as: EveryType.self)?.int32Value == 5)
        #expect(try message.any?.unpacked(as: Google.Timestamp.self) == nil)
        #expect(try message.json(options: .init(registry: Self.registry)) == json)
        let time = #"{"any":{"@type":"type.googleapis.com/google.protobuf.Timestamp","value":"1970-01-01T00:00:01Z"}}"#
        #expect(try read(time).any == Google.AnyMessage(packing: Google.Timestamp(seconds: 1)))
        #expect(try read(time).json(options: .init(registry: Self.registry)) == time)
        #expect(try read(#"{"any": {}}"#).any == Google.AnyMessage())
    }

    @Test(arguments: [
        #"{"@type": "sluice.test.EveryType"}"#, #"{"int32Value": 1}"#, #"{"@type": 1}"#, #"{"@type": "x/"}"#,
        #"{"@type": "x/sluice.test.EveryType", "@type": "x/sluice.test.EveryType"}"#, #"{"@type": "x/no.such"}"#,
        #"{"@type": "x/google.protobuf.Timestamp", "seconds": 1}"#,
    ])
    func `refuses an Any without a type it knows`(_ json: String) {
        #expect(throws: ProtobufError.self) { try read("{\"any\": \(json)}") }
    }

    @Test func `does not follow an Any in an Any without end`() throws {
        let opening = #"{"@type":"x/google.protobuf.Any","value":"#
        let json = String(repeating: opening, count: 90) + "{}" + String(repeating: "}", count: 90)
        #expect(throws: Never.self) { try Google.AnyMessage(json: json, options: .init(registry: Self.registry)) }
        let deeper = String(repeating: opening, count: 150) + "{}" + String(repeating: "}", count: 150)
        #expect(throws: ProtobufError.self) { try Google.AnyMessage(json: deeper, options: .init(registry: Self.registry)) }
        var bytes = Google.AnyMessage()
        for _ in 0..<150 { bytes = Google.AnyMessage(packing: bytes) }
        #expect(throws: ProtobufError.self) { try bytes.json(options: .init(registry: Self.registry)) }
    }
}
