import Cryptography
import Testing

/// What needs no peer; whole connections are tested where TLS is used.
struct TLSSessionTests {
    private func hello(_ name: String) throws -> [UInt8] {
        var session = try TLSSession(client: TLSClientOptions(serverName: name))
        try session.handshake()
        var output: [UInt8] = []
        session.takeOutput(appendingTo: &output)
        return output
    }

    @Test func `names the server it wants, but no address`() throws {
        let named = try hello("redis.example")
        #expect(named.first == 22, "a handshake record (RFC 8446 section 5.1)")
        #expect(String(decoding: named, as: UTF8.self).contains("redis.example"))
        #expect(!String(decoding: try hello("127.0.0.1"), as: UTF8.self).contains("127.0.0.1"))
    }

    @Test(arguments: ["-NOAUTH Authentication required.\r\n", "HTTP/1.1 400 Bad Request\r\n\r\n"])
    func `a server that speaks something else is an error`(answer: String) throws {
        var session = try TLSSession(client: TLSClientOptions(serverName: "redis.example"))
        try session.handshake()
        try session.receive(Array(answer.utf8).span)
        var failure: TLSError?
        do throws(TLSError) { try session.handshake() } catch { failure = error }
        guard case .handshakeFailed(name: "redis.example", _) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
    }

    @Test func `says which file it could not use`() {
        var options = TLSClientOptions(serverName: "redis.example")
        options.authorityFile = "/nowhere/authorities.pem"
        var failure: TLSError?
        do throws(TLSError) { _ = try TLSSession(client: options) } catch { failure = error }
        #expect(failure?.description.contains("/nowhere/authorities.pem") == true)
    }
}
