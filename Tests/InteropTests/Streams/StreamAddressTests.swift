import GStreamerRuntime
import RoomEgress
import ServiceKit
import Synchronization
import TestSupport
import Testing

/// A stream goes to the addresses that were checked, whatever its server's name is said to mean later.
@Suite(.serialized, .timeLimit(.minutes(2))) struct StreamAddressTests {
    /// Answers one name with what it is told to.
    private final class ChangingResolver: HostResolver {
        private let answer: Mutex<String>
        init(_ address: String) { answer = Mutex(address) }

        func change(to address: String) { answer.withLock { $0 = address } }

        func addresses(of name: String) async throws -> [IPAddress] {
            guard name == "rebinding.test" else { return [] }
            return [IPAddress(answer.withLock { $0 })].compactMap { $0 }
        }
    }

    @Test func `a name that leads elsewhere when the stream connects again is refused`() async throws {
        let resolver = ChangingResolver("127.0.0.1")
        let policy = AddressPolicy(allowing: try [#require(AddressPolicy.Entry("127.0.0.1"))])
        let network = NetworkGuard(policy: policy, resolver: resolver)
        HostLookup.install { try await network.addresses(of: $0).map { "\($0)" } }
        defer { HostLookup.install(nil) }

        let port = try ServerProcess.freePort()
        let server = try await NginxServer(port: port)
        let trap = try await NginxServer(host: "127.0.0.2", port: port)
        let source = try LiveSource()
        let errors = LineLog()
        var streaming = StreamPolicy()
        streaming.firstDelay = .milliseconds(100)
        let group = try StreamGroup(tracks: try await source.start(), policy: streaming) { result in
            if let error = result.error { errors.append(error) }
        }
        try group.add(StreamURL("rtmp://Rebinding.test:\(port)/live/rebinding-stream-key"))
        source.feed(group)
        await server.waitForPublication()
        await source.waitForFrames(15)
        // The server is told the name, not the address.
        #expect(server.process.log.lines.contains { $0.contains("tc_url='rtmp://Rebinding.test:\(port)/live'") })
        #expect(!server.process.log.lines.contains { $0.contains("tc_url='rtmp://127") })

        resolver.change(to: "127.0.0.2")
        server.process.kill()
        await errors.wait(for: "rebinding.test, which is 127.0.0.2 (loopback)")
        source.stop()
        let result = try #require(await group.finish().first)
        #expect(result.retries > 0 && result.startedAt != nil)
        #expect(result.error?.contains(#"network: {allow: ["rebinding.test"]}"#) == true, "\(result.error ?? "")")
        #expect(!trap.process.log.lines.contains { $0.contains("connected") })
    }

    @Test func `a server behind TLS is asked for by its name`() async throws {
        HostLookup.install { _ in ["127.0.0.1"] }
        defer { HostLookup.install(nil) }
        let server = try await NginxServer(port: ServerProcess.freePort())
        let proxy = try await TLSProxy(to: server.port, name: "checked.test")
        let source = try LiveSource()
        var policy = StreamPolicy()
        policy.acceptsInvalidCertificates = true
        let group = try StreamGroup(tracks: try await source.start(), policy: policy)
        try group.add(StreamURL("rtmps://checked.test:\(proxy.port)/live/named-stream-key"))
        source.feed(group)
        await server.waitForPublication()
        source.stop()
        #expect(await group.finish().map(\.status) == [.finished])
    }

    @Test func `a name that nothing was found for is a stream's own failure, with the reason`() async throws {
        let network = NetworkGuard(policy: AddressPolicy(), resolver: ChangingResolver("127.0.0.1"))
        HostLookup.install { try await network.addresses(of: $0).map { "\($0)" } }
        defer { HostLookup.install(nil) }
        let source = try LiveSource()
        let errors = LineLog()
        let group = try StreamGroup(tracks: try await source.start()) { result in
            if let error = result.error { errors.append(error) }
        }
        try group.add(StreamURL("rtmp://nowhere.test/live/a-stream-key"))
        await errors.wait(for: "looking up nowhere.test failed")
        source.stop()
        #expect(await group.finish().map(\.startedAt) == [nil])
    }
}
