import Cryptography
import ServiceKit
import Testing

struct DocumentSectionTests {
    private func yaml(_ text: String) throws -> DocumentSection {
        try ConfigurationDocument(yaml: text, source: "c.yaml").rootSection()
    }

    private func json(_ text: String) throws -> DocumentSection {
        try ConfigurationDocument(json: text, source: "r.json").rootSection()
    }

    @Test(arguments: ["1280", "\"1280\"", "1280.0", "1.28e3"])
    func `whole numbers come in several spellings`(text: String) throws {
        #expect(try yaml("width: \(text)").integer("width") == 1_280)
        #expect(try json("{\"width\": \(text)}").integer("width") == 1_280)
    }

    @Test(arguments: ["x", "1.5", "0x10", "", "1_000", "9223372036854775808", "\"1 \"", "true", "[1]", "nan"])
    func `what is no whole number is an error`(text: String) throws {
        guard !text.isEmpty else { return }
        let section = try yaml("width: \(text)")
        let error = #expect(throws: DocumentError.self) { try section.integer("width") }
        #expect(error?.description.hasPrefix("c.yaml, line 1, column 8: width: ") == true)
        #expect(error?.description.hasSuffix("is not accepted; give a whole number") == true)
    }

    @Test func `ranges are part of the message`() throws {
        let section = try yaml("a: 1\nport: 70000")
        let error = #expect(throws: DocumentError.self) { try section.integer("port", in: 0...65_535) }
        #expect(
            error?.description == "c.yaml, line 2, column 7: port: 70000 is not accepted; give a whole number from 0 to 65535")
    }

    @Test(arguments: [("true", true), ("\"true\"", true), ("false", false), ("\"false\"", false)])
    func `truth values come with and without quotation marks`(text: String, value: Bool) throws {
        #expect(try yaml("insecure: \(text)").boolean("insecure") == value)
        #expect(try json("{\"insecure\": \(text)}").boolean("insecure") == value)
    }

    @Test(arguments: [
        ("20s", Duration.seconds(20)), ("500ms", .milliseconds(500)), ("2m", .seconds(120)), ("1h30m", .seconds(5_400)),
        ("1.5s", .milliseconds(1_500)), ("30", .seconds(30)), ("0.25", .milliseconds(250)), ("100µs", .microseconds(100)),
        ("0", .zero),
    ])
    func `durations are read`(text: String, duration: Duration) throws {
        #expect(try yaml("d: \(text)").duration("d") == duration)
        #expect(DurationText.parse(DurationText.write(.milliseconds(1_500))) == .milliseconds(1_500))
    }

    @Test(arguments: ["", "s", "1x", "-1s", "1h30", "1 s", "1e9h", "1..5s", "99999999999h"])
    func `what is no duration is refused`(text: String) { #expect(DurationText.parse(text) == nil) }

    @Test func `an unknown key is an error that names the nearest`() throws {
        let section = try yaml("api_key: k\nredis:\n  adress: x\n")
        _ = try section.string("api_key")
        let redis = try #require(try section.section("redis"))
        _ = try (redis.string("address"), redis.string("username"))
        let error = #expect(throws: DocumentError.self) { try redis.rejectUnknownKeys() }
        #expect(error?.description == "c.yaml, line 3, column 3: redis.adress: unknown key; did you mean address?")
        try section.rejectUnknownKeys()
    }

    @Test(arguments: [("heigth", "height"), ("video_birate", "video_bitrate"), ("Preset", "preset"), ("qqqqqq", nil)])
    func `the nearest key is found`(key: String, nearest: String?) throws {
        let section = try yaml("\(key): 1")
        for known in ["width", "height", "video_bitrate", "preset"] { _ = try section.string(known) }
        let error = #expect(throws: DocumentError.self) { try section.rejectUnknownKeys() }
        #expect(error?.problem == .unknownKey(nearest: nearest))
    }

    @Test func `JSON names come in snake and camel case, but only once`() throws {
        #expect(try json(#"{"audioBitrate": 1}"#).integer("audio_bitrate") == 1)
        #expect(try json(#"{"audio_bitrate": 1}"#).integer("audio_bitrate") == 1)
        let both = try json(#"{"audio_bitrate": 1, "audioBitrate": 2}"#)
        let error = #expect(throws: DocumentError.self) { try both.integer("audio_bitrate") }
        #expect(error?.problem == .duplicateKey)
        let camel = try json(#"{"audioBitrate": 1}"#)
        _ = try camel.integer("audio_bitrate")
        try camel.rejectUnknownKeys()
    }

    @Test func `JSON text needs quotation marks, YAML text does not`() throws {
        #expect(try yaml("key: 123").string("key") == "123")
        let section = try json(#"{"key": 123, "list": ["a", 1]}"#)
        #expect(throws: DocumentError.self) { try section.string("key") }
        let error = #expect(throws: DocumentError.self) { try section.strings("list") }
        #expect(error?.keyPath == "list[1]")
    }

    @Test func `no error shows a secret`() throws {
        let section = try yaml("api_secret: [hunter2]\nredis: hunter2")
        for read in [{ _ = try section.secret("api_secret") }, { _ = try section.section("redis") }] {
            let error = #expect(throws: DocumentError.self) { try read() }
            #expect(error?.description.contains("hunter2") == false)
        }
        #expect(try yaml("api_secret: 0123").secret("api_secret") == Secret("0123"))
    }

    @Test func `null counts as absent`() throws {
        let section = try yaml("a:\nb: ~\nc: null\nd: \"null\"")
        #expect(try section.string("a") == nil && section.integer("b") == nil && section.section("c") == nil)
        #expect(try section.string("d") == "null")
    }
}
