public import Foundation

/// A real Redis cluster of masters on this machine, with nothing in it.
public final class RedisCluster: Sendable {
    public let servers: [RedisServer]
    private let folder: TemporaryFolder

    /// Returns when every node says that all is well. They are spoken to by redis-cli, of Debian's redis-tools.
    public init(nodes: Int) async throws {
        folder = try TemporaryFolder()
        var servers: [RedisServer] = []
        var busPorts: [Int] = []
        for node in 0..<nodes {
            let bus = try RedisServer.freePort()
            busPorts.append(bus)
            servers.append(
                try await RedisServer([
                    "--cluster-enabled", "yes", "--cluster-config-file", folder.path("node-\(node).conf"),
                    "--cluster-port", "\(bus)",
                ]))
        }
        self.servers = servers
        let share = 16_384 / nodes
        for (node, server) in servers.enumerated() {
            let last = node == nodes - 1 ? 16_383 : (node + 1) * share - 1
            try Self.run(server.port, "CLUSTER", "ADDSLOTSRANGE", "\(node * share)", "\(last)")
            try Self.run(server.port, "CLUSTER", "SET-CONFIG-EPOCH", "\(node + 1)")
            if node > 0 { try Self.run(servers[0].port, "CLUSTER", "MEET", "127.0.0.1", "\(server.port)", "\(busPorts[node])") }
        }
        for server in servers {
            try await eventually {
                try await Task.sleep(for: .milliseconds(50))
                return try Self.run(server.port, "CLUSTER", "INFO").contains("cluster_state:ok")
                    && Self.run(server.port, "CLUSTER", "SLOTS").split(separator: "\n").count > nodes * 4
            }
        }
    }

    public var ports: [Int] { servers.map(\.port) }

    /// Gives a slot of the first of two nodes, or of the second, to the other; its keys are lost.
    public func move(slot: Int) throws {
        let owner = slot < 16_384 / 2 ? 0 : 1
        let new = try Self.run(ports[1 - owner], "CLUSTER", "MYID").trimmingCharacters(in: .whitespacesAndNewlines)
        for key in try Self.run(ports[owner], "CLUSTER", "GETKEYSINSLOT", "\(slot)", "100").split(separator: "\n") {
            try Self.run(ports[owner], "DEL", String(key))
        }
        // The new owner first: it must not hear from the old one that nobody has the slot.
        for node in [1 - owner, owner] { try Self.run(ports[node], "CLUSTER", "SETSLOT", "\(slot)", "NODE", new) }
    }

    @discardableResult
    private static func run(_ port: Int, _ words: String...) throws -> String {
        let result = try ExternalTool("/usr/bin/redis-cli", package: "redis-tools").run(["-p", "\(port)"] + words)
        let text = String(decoding: result.output, as: UTF8.self)
        guard result.status == 0, !text.hasPrefix("ERR") else { throw RedisServer.Failure(description: "\(words): \(text)\(result.errors)") }
        return text
    }
}
