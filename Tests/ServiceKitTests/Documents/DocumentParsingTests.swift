import ServiceKit
import Testing

struct DocumentParsingTests {
    @Test(arguments: [
        ("a: 1\nb: [", "config.yaml, line 3, column 1: not valid YAML"),
        ("a: \"x", "config.yaml, line 1, column 6: not valid YAML"),
        ("a: 1\n\tb: 2", "config.yaml, line 2, column 1: not valid YAML"),
        ("a: 1\nb: 2\na: 3", "config.yaml, line 3, column 1: a: the key is given twice; keep one"),
        ("- 1", "config.yaml, line 1, column 1: a list is not accepted; give keys and values"),
        ("a: 1\n---\nb: 2", "config.yaml, line 2, column 1: a second document begins here; keep one"),
        ("[1]: 2", "config.yaml, line 1, column 1: a key must be plain text"),
        ("a: *nothing", "config.yaml, line 1, column 4: alias *nothing refers to nothing above it"),
    ])
    func `YAML errors name the line`(text: String, message: String) {
        let error = #expect(throws: DocumentError.self) {
            try ConfigurationDocument(yaml: text, source: "config.yaml").rootSection()
        }
        #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "-")")
    }

    @Test(arguments: [
        ("", "request.json, line 1, column 1: not valid JSON: the text ends where a value should be"),
        ("{\n  \"a\": 1,\n}", "request.json, line 3, column 1: not valid JSON: a name in quotation marks is missing here"),
        ("{\"a\" 1}", "request.json, line 1, column 6: not valid JSON: a colon is missing here"),
        ("{\"a\": 1\n \"b\": 2}", "request.json, line 2, column 2: not valid JSON: a comma or } is missing here"),
        ("{\"a\": [1 2]}", "request.json, line 1, column 10: not valid JSON: a comma or ] is missing here"),
        ("{\"a\": yes}", "request.json, line 1, column 7: not valid JSON: a value is missing here; text needs quotation marks"),
        ("{\"a\": 01}", "request.json, line 1, column 9: not valid JSON: not a number"),
        ("{\"a\": 1.}", "request.json, line 1, column 9: not valid JSON: not a number"),
        ("{\"a\": -}", "request.json, line 1, column 8: not valid JSON: not a number"),
        ("{\"a\": \"x", "request.json, line 1, column 9: not valid JSON: the text ends inside quotation marks"),
        ("{\"a\": \"\\q\"}", "request.json, line 1, column 9: not valid JSON: an unknown escape"),
        ("{\"a\": \"\\u12\"}", "request.json, line 1, column 10: not valid JSON: an escape needs four hexadecimal digits"),
        ("{\"a\": \"\\ud800x\"}", "request.json, line 1, column 14: not valid JSON: half a surrogate pair"),
        ("{} x", "request.json, line 1, column 4: not valid JSON: text after the end of the document"),
        ("{\"a\": 1, \"a\": 2}", "request.json, line 1, column 10: a: the key is given twice; keep one"),
        ("{\"äö\": 1, x}", "request.json, line 1, column 11: not valid JSON: a name in quotation marks is missing here"),
        ("// no\n{}", "request.json, line 1, column 1: not valid JSON: a value is missing here; text needs quotation marks"),
        ("3", "request.json, line 1, column 1: 3 is not accepted; give keys and values"),
    ])
    func `JSON errors name line and column`(text: String, message: String) {
        let error = #expect(throws: DocumentError.self) {
            try ConfigurationDocument(json: text, source: "request.json").rootSection()
        }
        #expect(error?.description == message)
    }

    @Test func `JSON text is decoded`() throws {
        let document = try ConfigurationDocument(
            json: #"{"a": "x\"\\\/\b\f\n\r\t\u00e9\ud83d\ude80é🚀", "b": -1.5e3, "c": null, "d": {}, "e": []}"#, source: "r")
        let section = try document.rootSection()
        #expect(try section.string("a") == "x\"\\/\u{8}\u{c}\n\r\té🚀é🚀")
        #expect(try section.integer("b") == -1_500)
        #expect(try section.string("c") == nil && section.contains("c") == false)
        #expect(try section.section("d")?.isEmpty == true)
        #expect(try section.strings("e") == [])
    }

    @Test func `an empty YAML text has no keys`() throws {
        for text in ["", "# only a comment\n", "---\n"] {
            let document = try ConfigurationDocument(yaml: text, source: "c")
            if case .null = document.root.value { continue }
            #expect(try document.rootSection().isEmpty)
        }
    }

    @Test func `JSON is read as YAML too`() throws {
        let document = try ConfigurationDocument(yaml: #"{"redis": {"address": "h:1"}, "n": 3}"#, source: "c")
        #expect(try document.rootSection().section("redis")?.string("address") == "h:1")
        #expect(try document.rootSection().integer("n") == 3)
    }

    @Test func `anchors are expanded`() throws {
        let document = try ConfigurationDocument(yaml: "a: &x {k: v}\nb: *x", source: "c")
        #expect(try document.rootSection().section("b")?.string("k") == "v")
    }

    @Test func `hostile documents end at a limit`() {
        var bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
        for level in 1..<12 {
            bomb += "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ","))]\n"
        }
        var chain = "a0: &a0 [[[[[x]]]]]\n"
        for level in 1..<20 { chain += "a\(level): &a\(level) [[[[[*a\(level - 1)]]]]]\n" }
        let deep = String(repeating: "[", count: 10_000)
        let limits = DocumentLimits()
        let cases: [(String, DocumentError.Limit)] = [
            (bomb, .values(limits.values)), (chain, .depth(limits.depth)), (deep, .depth(limits.depth)),
            (String(repeating: " ", count: limits.bytes + 1), .bytes(limits.bytes)),
        ]
        for (text, limit) in cases {
            let error = #expect(throws: DocumentError.self) { try ConfigurationDocument(yaml: text, source: "c") }
            #expect(error?.problem == .tooLarge(limit: limit))
        }
        let error = #expect(throws: DocumentError.self) { try ConfigurationDocument(json: deep, source: "c") }
        #expect(error?.problem == .tooLarge(limit: .depth(limits.depth)))
    }
}
