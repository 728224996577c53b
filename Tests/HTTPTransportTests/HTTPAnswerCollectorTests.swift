import Testing

@testable import HTTPTransport

struct HTTPAnswerCollectorTests {
    private func headers(_ lines: String...) -> [String: String] {
        var collector = HTTPAnswerCollector(maximumBodySize: 0)
        for line in lines {
            let bytes = Array("\(line)\r\n".utf8)
            let taken = bytes.withUnsafeBytes { collector.receive(header: $0) }
            #expect(taken == bytes.count)
        }
        return collector.finish(status: 200).headers
    }

    @Test func `lines of one name become one list`() {
        let headers = headers("HTTP/1.1 200 OK", "X-Hash: crc32c=a", "Date: now", "x-hash:  md5=b ")
        #expect(headers == ["x-hash": "crc32c=a, md5=b", "date": "now"])
    }

    @Test func `an interim answer's lines do not count`() {
        #expect(headers("HTTP/1.1 100 Continue", "A: 1", "", "HTTP/1.1 200 OK", "B: 2") == ["b": "2"])
    }
}
