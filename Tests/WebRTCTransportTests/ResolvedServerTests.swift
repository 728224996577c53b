import Foundation
import Testing

@testable import WebRTCTransport

@Suite(.timeLimit(.minutes(1)))
struct ResolvedServerTests {
    @Test func `a name that nobody answers for does not keep the others`() async {
        let silence = DispatchSemaphore(value: 0)
        defer { silence.signal() }
        let servers = ["silent.example", "known.example", "unknown.example"].map {
            ConnectivitySettings.Server(.stun, host: $0)
        }
        let resolved = await ResolvedServer.resolve(servers, limit: .milliseconds(100)) { name in
            if name == "silent.example" { silence.wait() }
            return name == "known.example" ? "192.0.2.1" : nil
        }
        #expect(resolved.map(\.host) == ["known.example"] && resolved.map(\.address) == ["192.0.2.1"])
    }

    @Test func `addresses are what they are`() async {
        let servers = ["192.0.2.7", "2001:db8::1"].map { ConnectivitySettings.Server(.stun, host: $0) }
        #expect(await ResolvedServer.resolve(servers).map(\.address) == ["192.0.2.7", "2001:db8::1"])
    }
}
