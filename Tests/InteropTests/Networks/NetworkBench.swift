import Cryptography
import Foundation
import TestSupport

/// A room's server and its clients, each in a network of its own, with a link from each client to the server.
final class NetworkBench: Sendable {
    /// One client's network and its link. All that is done to the link is done in both directions.
    struct Link: Sendable {
        let client: NetworkNamespace
        fileprivate let server: NetworkNamespace
        fileprivate let number: Int
        fileprivate var port: String { "client\(number)" }
        var address: String { "ws://10.77.\(number).1:\(NetworkBench.port)" }

        /// Loses packets at random, so many of a hundred.
        func lose(_ percent: Int) throws { try drop("numgen random mod 100 < \(percent)") }

        /// Nothing but TCP passes.
        func blockUDP() throws { try drop("meta l4proto udp") }

        private func drop(_ condition: String) throws {
            let table = "add table inet faults; add chain inet faults input { type filter hook input priority 0; }; "
            try client.filter(table + "add rule inet faults input iifname uplink \(condition) counter drop")
            try server.filter(table + "add rule inet faults input iifname \(port) \(condition) counter drop")
        }

        /// The client's side dropped them, or counted them at its new address.
        func counted() throws -> Int { try client.counted() }

        /// Lets so many kilobits a second through to the client, with a queue of a fifth of a second.
        func narrow(to rate: Int) throws {
            try server.shape(
                "qdisc", "replace", "dev", port, "root", "tbf", "rate", "\(rate)kbit", "burst", "8kb", "latency", "200ms")
        }

        func widen() throws { try server.shape("qdisc", "del", "dev", port, "root") }

        /// The client has another address from now on, and the one it had is gone. The datagrams that come there are counted.
        func move() throws {
            try client.filter(
                """
                add table inet moved; add chain inet moved input { type filter hook input priority 0; };
                add rule inet moved input ip daddr 10.77.\(number).3 udp dport 1-65535 counter
                """)
            // In a subnet of its own: otherwise it would go with the first.
            try client.ip("addr", "add", "10.77.\(number).3/25", "dev", "uplink")
            try client.ip("addr", "del", "10.77.\(number).2/24", "dev", "uplink")
        }
    }

    private static let port = 7880
    private static let room = "studio"
    let folder: URL
    private let server: NetworkNamespace
    private let process = Process()
    private let input = Pipe()

    init(_ name: String) async throws {
        server = try NetworkNamespace("server")
        let media = ProcessInfo.processInfo.environment["SLUICE_TEST_MEDIA"] ?? NSTemporaryDirectory() + "sluice-tests"
        folder = URL(fileURLWithPath: media).appending(path: name)
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    /// Ends the server; false when it did not live to be ended.
    func stop() async -> Bool {
        // Its input may be open in other children, and they keep it from ending by that.
        kill(process.processIdentifier, SIGKILL)
        return await withCheckedContinuation { continuation in
            Thread.detachNewThread { [process] in
                process.waitUntilExit()
                continuation.resume(
                    returning: process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGKILL)
            }
        }
    }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    /// Networks for so many clients, and then the server, which takes the addresses that it finds.
    func start(clients: Int) async throws -> [Link] {
        let links = try (1...clients).map { try link($0) }
        let program = EgressServer.executable.deletingLastPathComponent().appending(path: "room-server").path
        let words = server.wrapper + [program, "0.0.0.0", "\(Self.port)", TrackBench.key, TrackBench.secret]
        process.executableURL = URL(fileURLWithPath: words[0])
        process.arguments = Array(words.dropFirst())
        process.standardInput = input
        let output = Pipe()
        process.standardOutput = output
        try process.start()
        let handle = output.fileHandleForReading
        let said = await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: handle.availableData) }
        }
        guard !said.isEmpty else { throw TestFailure(description: "the room's server did not start") }
        return links
    }

    private func link(_ number: Int) throws -> Link {
        let client = try NetworkNamespace("client\(number)")
        let link = Link(client: client, server: server, number: number)
        try server.ip("link", "add", link.port, "type", "veth", "peer", "name", "uplink", "netns", client.name)
        try server.ip("addr", "add", "10.77.\(number).1/24", "dev", link.port)
        try server.ip("link", "set", link.port, "up")
        try client.ip("addr", "add", "10.77.\(number).2/24", "dev", "uplink")
        try client.ip("link", "set", "uplink", "up")
        return link
    }

    /// LiveKit's client behind a link.
    func peer(_ identity: String, over link: Link) async throws -> LiveKitPeer {
        var grant = VideoGrant()
        (grant.roomJoin, grant.room) = (true, Self.room)
        let token = try AccessToken(
            apiKey: TrackBench.key, identity: identity, video: grant, now: Int64(Date().timeIntervalSince1970)
        ).signed(with: Secret(TrackBench.secret))
        let peer = try await LiveKitPeer(wrapper: link.client.wrapper)
        try await peer.join(link.address, token: token.reveal())
        return peer
    }

    /// `egress-server record` behind a link.
    func export(_ sid: String, seconds: Int, _ file: String, over link: Link) throws -> EgressServer {
        try EgressServer(
            [
                "record", "--url", link.address, "--room", Self.room, "--json", "--track", sid, "--duration", "\(seconds)",
                path(file),
            ],
            environment: ["LIVEKIT_API_KEY": TrackBench.key, "LIVEKIT_API_SECRET": TrackBench.secret],
            wrapper: link.client.wrapper)
    }
}
