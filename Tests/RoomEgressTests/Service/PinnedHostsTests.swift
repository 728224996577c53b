import ServiceKit
import Testing

@testable import RoomEgress

struct PinnedHostsTests {
    /// Another answer than the service got, as of a name server that has changed its mind.
    private struct OtherAnswer: HostResolver {
        func addresses(of name: String) async throws -> [IPAddress] { [.v4(0x7F00_0001)] }
    }

    private let pinned = PinnedHosts(
        ["pages.example": "93.184.215.14", "six.example": "2606:4700::1111"], others: OtherAnswer())

    @Test func `a checked host keeps its address, in every spelling, and others are looked up and checked`()
        async throws
    {
        let network = NetworkGuard(policy: AddressPolicy(), resolver: pinned)
        #expect(try await network.check("https://PAGES.example./next").addresses.map { "\($0)" } == ["93.184.215.14"])
        await #expect(throws: NetworkGuardError.self) { try await network.check("https://other.example/") }
        await #expect(throws: NetworkGuardError.self) { try await network.addresses(of: "other.example") }
        #expect(try await network.addresses(of: "six.example").count == 1)
    }

    @Test func `the browser takes the checked addresses ahead of the configuration's own`() {
        let own = [
            ChromeFlag("lang", .text("de")), ChromeFlag("host-resolver-rules", .text("MAP studio.example 10.0.0.7")),
        ]
        let flags = pinned.flags(over: own)
        #expect(
            flags.last
                == ChromeFlag(
                    "host-resolver-rules",
                    .text(
                        "MAP pages.example 93.184.215.14,MAP pages.example. 93.184.215.14,"
                            + "MAP six.example [2606:4700::1111],MAP six.example. [2606:4700::1111],MAP studio.example 10.0.0.7"
                    )))
        #expect(flags.dropLast() == own[...])
        #expect(PinnedHosts([:]).flags(over: own) == own)
    }

    @Test func `a service's own template is allowed, and nothing else beside it`() async throws {
        let configuration = try RecorderConfiguration(
            yaml: "{template_base: 'http://127.0.0.1:7980/view', network: {allow: [10.0.0.0/8]}}",
            source: "config.yaml",
            environment: [:])
        let network = NetworkGuard(policy: AddressPolicy(configuration), resolver: OtherAnswer())
        _ = try await network.check("http://127.0.0.1:7980/view?layout=grid")
        _ = try await network.check("http://10.1.2.3/")
        // It begins like the template, and leads elsewhere.
        for url in ["http://127.0.0.1:7980@127.0.0.1/", "http://127.0.0.1:7981/view", "http://localhost:7980/view"] {
            await #expect(throws: NetworkGuardError.self) { try await network.check(url) }
        }
    }
}
