import Cryptography
import HTTPTransport
import Testing

@testable import RoomClient

struct SignalAddressTests {
    @Test func `puts what the server must know into the query`() throws {
        var options = RoomOptions()
        options.client.sdk = "a b&c"
        let url = try #require(SignalAddress.make("wss://host:1/prefix/", options, .resume(sid: "PA_x/é")))
        #expect(url.hasPrefix("wss://host:1/prefix/rtc?protocol=15&auto_subscribe=0&"))
        #expect(url.contains("&sdk=a%20b%26c&"))
        #expect(url.hasSuffix("&reconnect=1&sid=PA_x%2F%C3%A9"))
    }

    @Test(arguments: ["host", "ftp://host", "", "wss://host?a=b", "wss://host#x"])
    func `refuses what is no server's address`(_ server: String) {
        #expect(SignalAddress.make(server, RoomOptions(), .join) == nil)
    }

    @Test(arguments: [(401, "unauthorized"), (404, "notFound"), (503, "overloaded"), (400, "refused")])
    func `tells the refusals of a server apart`(_ status: Int, _ name: String) {
        let answer = HTTPResponse.text("go away\nsecret page", status: status)
        let error = RoomError(.refused(origin: "http://host", answer: answer))
        #expect("\(error)".contains("go away"))
        #expect(!"\(error)".contains("secret page"))
        #expect(Mirror(reflecting: error).children.first?.label == name)
    }

    @Test func `makes a new token of key and secret each time`() throws {
        let secret = Secret("0123456789abcdef0123456789abcdef")
        let credentials = RoomCredentials.key("key", secret: secret, identity: "me", grant: .recorder(in: "room"))
        let token = try credentials.token().reveal()
        #expect(token.split(separator: ".").count == 3)
        #expect(!"\(credentials)".contains(token))
        #expect(!"\(credentials)".contains("0123456789"))
    }
}
