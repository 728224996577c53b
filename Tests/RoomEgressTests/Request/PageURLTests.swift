import Cryptography
import Testing

@testable import RoomEgress

struct PageURLTests {
    @Test(arguments: [
        ("website-to-record.com", "https://website-to-record.com"), ("localhost:8080/x", "https://localhost:8080/x"),
        ("example.com/a:b", "https://example.com/a:b"), ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/"),
        ("HTTPS://example.com", "HTTPS://example.com"), ("file:///tmp/page.html", "file:///tmp/page.html"),
        ("data:text/html,<p>x</p>", "data:text/html,<p>x</p>"), ("about:blank", "about:blank"),
        ("[::1]:8080/", "https://[::1]:8080/"), ("https://bücher.example/ü", "https://bücher.example/ü"),
    ])
    func `pages are found, https assumed`(text: String, url: String) throws {
        #expect(try PageURL(text).reveal() == url)
    }

    @Test(arguments: [
        ("ftp://example.com", RequestError.unsupportedScheme("ftp")), ("javascript:alert(1)", .unsupportedScheme("javascript")),
        ("chrome://gpu", .unsupportedScheme("chrome")), ("view-source:http://x", .unsupportedScheme("view-source")),
        ("https://", .invalidURL(field: "url", reason: "it names no host")),
        ("https:///path", .invalidURL(field: "url", reason: "it names no host")),
        ("https://user@:80/", .invalidURL(field: "url", reason: "it names no host")),
        ("a b", .invalidURL(field: "url", reason: "it is empty or has spaces; write a space as %20")),
        ("a\nb", .invalidURL(field: "url", reason: "it is empty or has spaces; write a space as %20")),
    ])
    func `other addresses are refused`(text: String, expected: RequestError) {
        #expect(throws: expected) { try PageURL(text) }
    }

    @Test(arguments: [
        ("https://u:hunter2@host/?a=1", "https://***@host/?a=1"),
        ("https://host/?url=x&token=hunter2&b=2#c", "https://host/?url=x&token=***&b=2#c"),
        ("https://host/#/l?token=hunter2", "https://host/#/l?token=***"),
        ("https://host/?access_token=hunter2#token=hunter2", "https://host/?access_token=***#token=***"),
        ("https://host/a@b", "https://host/a@b"),
        ("https://host/?key=hunter2&api-key=hunter2&streamKey=hunter2", "https://host/?key=***&api-key=***&streamKey=***"),
        ("https://host/?X-Amz-Signature=hunter2&sig=hunter2", "https://host/?X-Amz-Signature=***&sig=***"),
        ("https://host/?jwt=hunter2&auth=hunter2&Password=hunter2", "https://host/?jwt=***&auth=***&Password=***"),
        ("https://host/?to%6Ben=a?hunter2&author=me", "https://host/?to%6Ben=***&author=me"),
        ("https://host/?monkeys=3&design=x&keyboard=de", "https://host/?monkeys=3&design=x&keyboard=de"),
    ])
    func `credentials are masked in print`(text: String, printed: String) throws {
        let url = try PageURL(text)
        var dumped = ""
        dump([url], to: &dumped)
        #expect("\(url)" == printed && String(reflecting: [url]).contains(printed))
        #expect(!dumped.contains("hunter2"))
    }

    @Test func `a secret is known as it is written and as the page reads it`() {
        let values = URLMask.secretValues(in: "https://host/?token=a%2Fb+c%3D%3Dlong&x=not-secret&key=short&sig=50%25%zz%+1")
        #expect(values.contains("a%2Fb+c%3D%3Dlong") && values.contains("a/b+c==long") && values.contains("a/b c==long"))
        #expect(values.contains("50%%zz%+1") && !values.contains("short") && !values.contains("not-secret"))
        #expect(values.map(\.utf8.count) == values.map(\.utf8.count).sorted(by: >))
    }
}
