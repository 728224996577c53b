import Testing

@testable import ObjectStorage

struct XMLElementTests {
    private func parse(_ text: String) -> XMLElement? { XMLElement.parse(Array(text.utf8)) }

    @Test func `elements, texts, entities and prefixes are read`() throws {
        let root = try #require(
            parse("<?xml version='1.0'?><s:a xmlns:s='x'><b>1 &lt; &#50;</b><b><![CDATA[<c>]]></b><e/>ä</s:a>"))
        #expect(root.name == "a" && root.all("b").map(\.text) == ["1 < 2", "<c>"])
        #expect(root["e"]?.text == "" && root["none"] == nil && root.text == "ä")
    }

    @Test(arguments: [
        "", "text", "<a>", "<a></b>", "<a/><b/>", "<a>\u{0}</a>", "<a>&unknown;</a>",
        "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
        String(repeating: "<a>", count: 17) + String(repeating: "</a>", count: 17),
        "<a>" + String(repeating: "<b/>", count: 200_001) + "</a>",
    ])
    func `what is no document, declares a type or goes beyond the limits is refused`(text: String) {
        #expect(parse(text) == nil)
    }

    @Test func `a document cut anywhere is refused`() {
        let document = Array("<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code></Error>".utf8)
        for count in 0..<document.count { #expect(XMLElement.parse(Array(document[..<count])) == nil) }
        #expect(XMLElement.parse(document) != nil)
    }
}
