import Cryptography
import Foundation
import RoomEgress
import Testing

struct TemplateURLTests {
    private static let room = "api_key: key\napi_secret: hunter2-hunter2\nws_url: wss://fake.url.io\n"
    private static let now: Int64 = 1_700_000_000

    private func page(_ template: String, _ yaml: String = "") throws -> PageURL {
        let configuration = try RecorderConfiguration(yaml: TemplateURLTests.room + yaml, source: "config.yaml")
        let request = try RecordingRequest(json: "{\"template\": {\(template)}}", source: "request.json")
        return try RecordingPlan.page(
            of: request, configuration: configuration,
            recorder: RecordingPlan.Recorder(identity: "RR_test", now: TemplateURLTests.now))
    }

    private let query = "url=wss%3A%2F%2Ffake.url.io&token="

    /// A row per form; T stands for the token.
    @Test(arguments: [
        ("", "", "https://recorder.livekit.io/#/speaker-light?url=wss%3A%2F%2Ffake.url.io&token=T"),
        ("template_address: http://localhost:7980/#", "", "http://localhost:7980/#/speaker-light?url=wss%3A%2F%2Ffake.url.io&token=T"),
        ("template_address: http://localhost:7980/", "", "http://localhost:7980/speaker-light?url=wss%3A%2F%2Ffake.url.io&token=T"),
        ("", #", "base_url": "my-template-host.com""#, "https://my-template-host.com/speaker-light?url=wss%3A%2F%2Ffake.url.io&token=T"),
        ("template_base: https://t.example", "", "https://t.example?layout=speaker-light&url=wss%3A%2F%2Ffake.url.io&token=T"),
        (
            "template_base: https://t.example", #", "base_url": "https://b.example/#""#,
            "https://b.example/#/speaker-light?url=wss%3A%2F%2Ffake.url.io&token=T"
        ),
        (
            "", #", "custom_base_url": "https://c.example/p?x=1&url=old&layout=old&y=2""#,
            "https://c.example/p?x=1&y=2&layout=speaker-light&url=wss%3A%2F%2Ffake.url.io&token=T"
        ),
        (
            "", #", "custom_base_url": "https://c.example/p?x=1#anchor""#,
            "https://c.example/p?x=1&layout=speaker-light&url=wss%3A%2F%2Ffake.url.io&token=T#anchor"
        ),
        (
            "template_base: https://egress-composite.livekit.io/#", "",
            "https://egress-composite.livekit.io/?layout=speaker-light&url=wss%3A%2F%2Ffake.url.io&token=T"
                + "#/?layout=speaker-light&url=wss%3A%2F%2Ffake.url.io&token=T"
        ),
        (
            "", #", "custom_base_url": "https://c.example/#/room?x=1""#,
            "https://c.example/?layout=speaker-light&url=wss%3A%2F%2Ffake.url.io&token=T"
                + "#/room?x=1&layout=speaker-light&url=wss%3A%2F%2Ffake.url.io&token=T"
        ),
    ])
    func `each form of template has its address`(yaml: String, extra: String, expected: String) throws {
        let url = try page(#""layout": "speaker-light", "room_name": "my room"\#(extra)"#, yaml)
        let token = try #require(url.reveal().split(separator: "token=").last?.prefix { $0 != "#" && $0 != "&" })
        #expect(url.reveal() == expected.replacingOccurrences(of: "token=T", with: "token=\(token)"))
        #expect("\(url)" == expected.replacingOccurrences(of: "token=T", with: "token=***"))
    }

    @Test func `the layout is escaped`() throws {
        #expect(try page(#""layout": "a/b?c", "room_name": "r""#).reveal().contains("/#/a%2Fb%3Fc?url="))
    }

    @Test func `the token lets the recorder join unseen for a day`() throws {
        let url = try page(#""layout": "l", "room_name": "my room""#).reveal()
        let token = Secret(String(try #require(url.split(separator: "token=").last)))
        let verifier = AccessTokenVerifier(apiKey: "key", apiSecret: Secret("hunter2-hunter2"))
        let claims = try verifier.verify(token, now: TemplateURLTests.now)
        #expect(claims.identity == "RR_test" && claims.video == .recorder(in: "my room"))
        #expect(claims.notBefore.map { claims.expires - $0 } == 86_400)
    }

    @Test func `a recorder's identity is new each time`() throws {
        let first = try RecordingPlan.Recorder(now: 0)
        #expect(first.identity.hasPrefix("RR_") && first.identity.utf8.count == 15)
        #expect(try RecordingPlan.Recorder(now: 0).identity != first.identity)
    }
}
