import Foundation
import TestSupport

/// A network of its own on this machine (network_namespaces(7)), while this is held.
final class NetworkNamespace: Sendable {
    let name: String
    private static let ip = ExternalTool("ip", package: "iproute2")

    /// `word` tells it from others of this process.
    init(_ word: String) throws {
        name = "sluice-\(ProcessInfo.processInfo.processIdentifier)-\(word)"
        let result = try Self.ip.run(["netns", "add", name])
        guard result.status == 0 else {
            throw TestFailure(
                description: """
                    no network namespace can be made: \(result.errors)Tests of networks run as root with the capabilities \
                    CAP_NET_ADMIN and CAP_SYS_ADMIN, in a container with --privileged.
                    """)
        }
        // One address for each side of a link: what a test takes away is gone.
        try run("sh", "-c", "echo 1 > /proc/sys/net/ipv6/conf/default/disable_ipv6")
        try ip("link", "set", "lo", "up")
    }

    deinit { _ = try? Self.ip.run(["netns", "del", name]) }

    /// Runs a program here.
    var wrapper: [String] { ["/usr/bin/nsenter", "--net=/run/netns/\(name)", "--"] }

    /// `ip` for this network.
    func ip(_ words: String...) throws { try run(ExternalTool("ip", package: "iproute2"), words) }

    /// `nft`, which drops packets.
    func filter(_ script: String) throws { try run(ExternalTool("nft", package: "nftables"), [script]) }

    /// `tc`, which holds them back.
    func shape(_ words: String...) throws { try run(ExternalTool("tc", package: "iproute2"), words) }

    /// Packets that the filter's rules were meant for.
    func counted() throws -> Int {
        let words = try run(ExternalTool("nft", package: "nftables"), ["list ruleset"]).split { " \n\t".contains($0) }
        return zip(words, words.dropFirst()).reduce(0) { $1.0 == "packets" ? $0 + (Int($1.1) ?? 0) : $0 }
    }

    @discardableResult
    private func run(_ tool: String, _ words: String...) throws -> String {
        try run(ExternalTool(tool, package: "coreutils"), words)
    }

    @discardableResult
    private func run(_ tool: ExternalTool, _ words: [String]) throws -> String {
        let inside = Array(wrapper.dropFirst()) + [try tool.path()] + words
        let result = try ExternalTool(wrapper[0], package: "util-linux").run(inside)
        guard result.status == 0 else {
            throw TestFailure(description: "\(tool.name) \(words.joined(separator: " ")): \(result.errors)")
        }
        return String(decoding: result.output, as: UTF8.self)
    }
}
