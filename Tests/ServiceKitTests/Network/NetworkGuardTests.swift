import Foundation
import HTTPTransport
import ServiceKit
import Synchronization
import Testing

struct NetworkGuardTests {
    /// Answers from a table; each name's answers in turn, the last one for ever.
    private final class TableResolver: HostResolver {
        private let table: Mutex<[String: [[String]]]>
        private let asked = Mutex(0)

        init(_ table: [String: [[String]]]) { self.table = Mutex(table) }

        var count: Int { asked.withLock { $0 } }

        func addresses(of name: String) async throws -> [IPAddress] {
            asked.withLock { $0 += 1 }
            let texts = table.withLock { table in
                let answers = table[name] ?? []
                if answers.count > 1 { table[name]?.removeFirst() }
                return answers.first ?? []
            }
            return texts.compactMap { IPAddress($0) }
        }
    }

    private static let names = [
        "good.example": [["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"]],
        "mixed.example": [["93.184.215.14", "10.0.0.7"]], "inside.example": [["10.0.0.7"]],
        "rebinding.example": [["93.184.215.14"], ["127.0.0.1"]], "loopback.localhost": [["93.184.215.14"]],
        "nat64.example": [["64:ff9b::5db8:d70e"]], "mapped.example": [["::ffff:192.168.0.1"]],
    ]

    private func networkGuard(_ allow: String...) throws -> NetworkGuard {
        let entries = try allow.map { try #require(AddressPolicy.Entry($0)) }
        return NetworkGuard(policy: AddressPolicy(allowing: entries), resolver: TableResolver(NetworkGuardTests.names))
    }

    @Test(
        arguments: [
            ("http://127.0.0.1/", .loopback), ("http://127.8.9.1/", .loopback), ("http://localhost/", .loopback),
            ("http://LOCALHOST./", .loopback), ("http://loopback.localhost/", .loopback), ("http://[::1]/", .loopback),
            ("http://127.0.0.1./", .loopback), ("http://2130706433/", .loopback), ("http://0177.0.0.1/", .loopback),
            ("http://0x7f.1/", .loopback), ("http://127.1/", .loopback), ("http://good.example@127.0.0.1/", .loopback),
            ("http://[::ffff:127.0.0.1]/", .loopback), ("http://[::ffff:7f00:1]/", .loopback),
            ("http://[64:ff9b::7f00:1]/", .loopback), ("http://[::7f00:1]/", .transition),
            ("http://[2002:7f00:1::]/", .transition),
            ("http://[2001:0:1::1]/", .transition), ("http://0.0.0.0/", .unspecified), ("http://[::]/", .unspecified),
            ("http://0/", .unspecified), ("http://169.254.1.1/", .linkLocal), ("http://[fe80::1]/", .linkLocal),
            ("http://10.1.2.3/", .private), ("http://172.31.255.255/", .private), ("http://192.168.1.1/", .private),
            ("http://[64:ff9b:1::1]/", .private), ("http://[fec0::1]/", .private), ("http://[fd12::1]/", .uniqueLocal),
            ("http://100.64.0.1/", .carrierNAT), ("http://224.0.0.1/", .multicast), ("http://[ff02::1]/", .multicast),
            ("http://255.255.255.255/", .broadcast), ("http://192.0.2.1/", .documentation),
            ("http://[2001:db8::1]/", .documentation),
            ("http://[3fff::1]/", .documentation), ("http://198.18.0.1/", .benchmarking),
            ("http://240.0.0.1/", .reserved),
            ("http://[5f00::1]/", .reserved), ("http://[100::1]/", .reserved),
            ("http://169.254.169.254/latest/", .metadata),
            ("http://[::ffff:169.254.169.254]/", .metadata), ("http://100.100.100.200/", .metadata),
            ("http://168.63.129.16/", .metadata), ("http://[fd00:ec2::254]/", .metadata),
            ("http://0xA9FEA9FE/", .metadata),
            ("http://inside.example/", .private), ("http://mixed.example/", .private),
            ("http://mapped.example/", .private),
            ("rtmp://inside.example/app/key", .private), ("http://Inside.Example.:8080/", .private),
        ] as [(String, AddressKind)])
    func `what is not public is refused in every spelling`(url: String, kind: AddressKind) async throws {
        let networkGuard = try networkGuard()
        let error = await #expect(throws: NetworkGuardError.self) { try await networkGuard.check(url) }
        guard case .refused(_, _, let found) = error else {
            Issue.record("\(url): \(error.map { "\($0)" } ?? "allowed")")
            return
        }
        #expect(found == kind)
        #expect(AddressPolicy.open.refusal(of: .v4(0x7F00_0001), host: .name("h"), port: 80) == nil)
    }

    @Test(arguments: [
        "http://good.example/", "https://8.8.8.8/", "http://[2606:4700::1111]/", "http://[::ffff:8.8.8.8]/",
    ])
    func `public hosts are allowed`(url: String) async throws { _ = try await networkGuard().check(url) }

    @Test func `every address is checked and handed on`() async throws {
        let destination = try await networkGuard().check("https://Good.Example.:8443/page")
        #expect(destination.host == .name("good.example") && destination.port == 8_443)
        #expect(destination.addresses.map { "\($0)" } == NetworkGuardTests.names["good.example"]?[0])
        // Behind NAT64 a host sees public IPv4 addresses only so.
        #expect(try await networkGuard().check("http://nat64.example/").addresses.count == 1)
    }

    @Test(arguments: [
        ("10.0.0.0/8", "http://inside.example/"), ("10.0.0.7", "http://mixed.example/"),
        ("inside.example", "http://INSIDE.example./"),
        ("127.0.0.0/8", "http://0x7f.1/"), ("127.0.0.1", "http://[::ffff:127.0.0.1]/"), ("::1", "http://[::1]/"),
        ("localhost", "http://localhost:7880/"), ("Inside.Example.", "http://inside.example/"),
        ("2002::/16", "http://[2002::1]/"),
    ])
    func `an allow entry opens what it names`(entry: String, url: String) async throws {
        _ = try await networkGuard(entry).check(url)
    }

    @Test(arguments: [
        ("10.0.0.0/9", "http://10.128.0.1/"), ("inside.example", "http://10.0.0.7/"),
        ("inside.example", "http://a.inside.example/"),
        ("127.0.0.1", "http://localhost/"), ("10.0.0.7", "http://10.0.0.8/"),
    ])
    func `an allow entry opens nothing else`(entry: String, url: String) async throws {
        let networkGuard = try networkGuard(entry)
        await #expect(throws: NetworkGuardError.self) { try await networkGuard.check(url) }
    }

    @Test func `an address of the configuration is allowed on its port alone`() async throws {
        var policy = AddressPolicy()
        policy.allow(destinationOf: "http://127.0.0.1:7980/template?x=y")
        policy.allow(destinationOf: "not an address")
        let networkGuard = NetworkGuard(policy: policy, resolver: TableResolver([:]))
        _ = try await networkGuard.check("http://127.0.0.1:7980/other")
        await #expect(throws: NetworkGuardError.self) { try await networkGuard.check("http://127.0.0.1:7981/") }
        await #expect(throws: NetworkGuardError.self) { try await networkGuard.addresses(of: "127.0.0.1") }
    }

    @Test(arguments: [
        ("http://127.1/", #"network: {allow: ["127.0.0.1"]}"#), ("http://[::1]/", #"network: {allow: ["::1"]}"#),
        ("http://inside.example/?token=hunter2", #"network: {allow: ["inside.example"]}"#),
    ])
    func `a refusal prints the line to add, and that line works`(url: String, line: String) async throws {
        let strict = try networkGuard()
        let error = await #expect(throws: NetworkGuardError.self) { try await strict.check(url) }
        let text = error.map { "\($0)" } ?? ""
        #expect(text.hasSuffix(line) && !text.contains("hunter2"))
        let configuration = try ConfigurationDocument(yaml: line, source: "config.yaml").rootSection()
        let entries = try #require(try configuration.section("network")?.addressEntries("allow"))
        let resolver = TableResolver(NetworkGuardTests.names)
        _ = try await NetworkGuard(policy: AddressPolicy(allowing: entries), resolver: resolver).check(url)
    }

    @Test(arguments: [
        "10.0.0.1/8", "0x7f.1", "http://host", "host name", "10.0.0.0/33", "", "*.example.com", "münchen",
    ])
    func `an allow entry that is none is an error with its place`(text: String) throws {
        let yaml = "network:\n  allow: [\"\(text)\"]"
        let section = try ConfigurationDocument(yaml: yaml, source: "config.yaml").rootSection().section("network")
        let error = #expect(throws: DocumentError.self) { try section?.addressEntries("allow") }
        #expect(error.map { "\($0)" }?.hasPrefix("config.yaml, line 2") == true)
    }

    @Test(arguments: ["", "page", "http://", "http://münchen.example/", "http://[::1%25eth0]/"])
    func `what cannot be read is refused`(url: String) async throws {
        let networkGuard = try networkGuard()
        await #expect(throws: NetworkGuardError.unreadable) { try await networkGuard.check(url) }
    }

    @Test func `hosts come without a URL too`() async throws {
        let networkGuard = try networkGuard("::1")
        #expect(try await networkGuard.check(host: "::1", port: 1_935).addresses == [.v6(0, 1)])
        #expect(try await networkGuard.check(host: "good.example", port: 443).port == 443)
        await #expect(throws: NetworkGuardError.self) { try await networkGuard.check(host: "0x7f.1", port: 443) }
        await #expect(throws: NetworkGuardError.unreadable) {
            try await networkGuard.check(host: "good.example", port: 0)
        }
    }

    @Test func `a name that answers otherwise later leads only where it was checked`() async throws {
        let resolver = TableResolver(NetworkGuardTests.names)
        let networkGuard = NetworkGuard(policy: AddressPolicy(), resolver: resolver)
        let destination = try await networkGuard.check("http://rebinding.example/")
        #expect(resolver.count == 1 && destination.addresses == [.v4(0x5DB8_D70E)])
        // The second answer is never asked for by who connects; whoever asks is refused.
        await #expect(throws: NetworkGuardError.self) { try await networkGuard.check("http://rebinding.example/") }
    }

    @Test func `a checked name reaches the pinned address whatever the name says later`() async throws {
        let server = try HTTPServer(port: 0) { .text($0.headers["host"] ?? "") }
        let resolver = TableResolver(["rebinding.test": [["127.0.0.1"], ["127.0.0.9"]]])
        let entry = try #require(AddressPolicy.Entry("127.0.0.1"))
        let networkGuard = NetworkGuard(policy: AddressPolicy(allowing: [entry]), resolver: resolver)
        let url = "http://rebinding.test:\(server.port)/"
        let destination = try await networkGuard.check(url)
        let answer = try await HTTPClient().send(HTTPClientRequest(url: url), to: destination.addresses.map { "\($0)" })
        #expect(answer.body == Array("rebinding.test:\(server.port)".utf8) && resolver.count == 1)
        await server.stop()
    }

    @Test func `a redirect's target is refused by the same guard`() async throws {
        let server = try HTTPServer(port: 0) { _ in .redirect(to: "http://[::ffff:7f00:1]:7880/admin") }
        var policy = AddressPolicy()
        let url = "http://127.0.0.1:\(server.port)/"
        policy.allow(destinationOf: url)
        let networkGuard = NetworkGuard(policy: policy)
        let destination = try await networkGuard.check(url)
        let answer = try await HTTPClient().send(HTTPClientRequest(url: url), to: destination.addresses.map { "\($0)" })
        let target = try #require(answer.headers["location"])
        let error = await #expect(throws: NetworkGuardError.self) { try await networkGuard.check(target) }
        #expect(error.map { "\($0)" }?.contains("loopback") == true)
        await server.stop()
    }

    @Test func `the system's resolver knows its own host file and nothing invalid`() async throws {
        #expect(try await SystemResolver().addresses(of: "localhost").contains { AddressKind($0) == .loopback })
        let networkGuard = NetworkGuard(policy: AddressPolicy())
        let error = await #expect(throws: NetworkGuardError.self) {
            try await networkGuard.check("http://nowhere.invalid/")
        }
        guard case .unresolved("nowhere.invalid", _) = error else {
            Issue.record("\(error.map { "\($0)" } ?? "allowed")")
            return
        }
    }
}
