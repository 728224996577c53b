import Foundation
import TestSupport

/// A bad network in front of a room's server: clients that join at ``address`` have all their media go through it.
struct LossyLink: Sendable {
    struct Failure: Error, CustomStringConvertible { let description: String }

    /// What happens to each datagram, in either direction.
    struct Harm: Sendable {
        /// Shares of the datagrams.
        var loss = 0.0
        var duplication = 0.0
        /// In seconds; later ones overtake those that `jitter` holds back.
        var delay = 0.0
        var jitter = 0.0

        static let none = Harm()
        /// As on a bad mobile network.
        static let bad = Harm(loss: 0.05, duplication: 0.02, delay: 0.1, jitter: 0.03)
    }

    /// What it did so far, in datagrams.
    struct Counts: Sendable {
        let passed: Int
        let lost: Int
        let doubled: Int
        let overtaken: Int
    }

    let address: String
    private let peer: PythonPeer

    /// `server` is the address of the room's server, as `ws://host:port`; the same `seed` harms in the same way.
    init(to server: String, _ harm: Harm = .none, seed: Int = 1) async throws {
        guard let host = URL(string: server)?.host(), let port = URL(string: server)?.port else {
            throw Failure(description: "no address of a server: \(server)")
        }
        let script = PythonTool.repository.appending(path: "Tests/InteropTests/Tracks/Python/lossy_link.py")
        peer = try await PythonPeer(script, arguments: ["\(host):\(port)", "\(seed)"])
        address = "ws://127.0.0.1:\(try await Self.ask(peer, ["do": "port"]).first ?? "")"
        try await set(harm)
    }

    func set(_ harm: Harm) async throws {
        try await Self.ask(
            peer,
            [
                "do": "set", "loss": harm.loss, "duplication": harm.duplication, "delay": harm.delay,
                "jitter": harm.jitter,
            ])
    }

    /// No datagram passes until ``mend()``.
    func cut() async throws { try await Self.ask(peer, ["do": "cut"]) }
    func mend() async throws { try await Self.ask(peer, ["do": "mend"]) }

    /// Of a picture in layers only the smallest passes, until ``widen()``.
    func thin() async throws { try await Self.ask(peer, ["do": "thin"]) }
    func widen() async throws { try await Self.ask(peer, ["do": "widen"]) }

    /// Tells the publisher in the server's name that of a track only layers up to `best` are watched, 0 being the smallest.
    func watch(_ sid: String, codec: String, best: Int) async throws {
        try await Self.ask(peer, ["do": "qualities", "sid": sid, "codec": codec.lowercased(), "best": best])
    }

    var counts: Counts {
        get async throws {
            let numbers = try await Self.ask(peer, ["do": "counts"]).compactMap { Int($0) }
            guard numbers.count == 4 else { throw Failure(description: "the link's counts are not four numbers") }
            return Counts(passed: numbers[0], lost: numbers[1], doubled: numbers[2], overtaken: numbers[3])
        }
    }

    @discardableResult
    private static func ask(_ peer: PythonPeer, _ command: [String: any Sendable]) async throws -> [String] {
        let reply = try await peer.ask(command)
        guard let result = reply.result else { throw Failure(description: reply.error ?? "the link gave no answer") }
        return result
    }
}
