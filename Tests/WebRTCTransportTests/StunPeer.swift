import Foundation
import SessionDescription
import TestSupport
import WebRTCTransport

/// Sockets of a peer that answers connectivity checks when the test says so, and says nothing else.
struct StunPeer {
    private let peer: PythonPeer
    /// What stands for its certificate: it never comes to a handshake.
    private static let fingerprint = "sha-256 " + Array(repeating: "AA", count: 32).joined(separator: ":")

    init() async throws {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Python/stun_peer.py")
        peer = try await PythonPeer(script, arguments: [])
    }

    /// A socket of the generation with these credentials; it holds what comes.
    func open(_ credentials: ICECredentials) async throws -> String {
        try await ask("open", ["password": credentials.password])
    }

    /// A port that takes TCP connections and answers `how`.
    func listen(_ credentials: ICECredentials, _ how: String) async throws -> String {
        try await ask("listen", ["password": credentials.password, "how": how])
    }

    /// Returns when a check is held, or the next has come.
    func wait(_ port: String) async throws { try await ask("wait", ["port": port]) }
    func answer(_ port: String) async throws { try await ask("answer", ["port": port]) }
    func hold(_ port: String) async throws { try await ask("hold", ["port": port]) }
    /// Takes its consent back.
    func forbid(_ port: String) async throws { try await ask("forbid", ["port": port]) }

    @discardableResult
    private func ask(_ name: String, _ arguments: [String: any Sendable]) async throws -> String {
        try await peer.ask(arguments.merging(["do": name]) { $1 }).result?.first ?? ""
    }

    /// Its answer to an offer with one audio section.
    static func answer(_ credentials: ICECredentials) -> String {
        """
        v=0\r
        o=- 1 1 IN IP4 127.0.0.1\r
        s=-\r
        t=0 0\r
        a=group:BUNDLE 0\r
        m=audio 9 UDP/TLS/RTP/SAVPF 111\r
        c=IN IP4 0.0.0.0\r
        a=ice-ufrag:\(credentials.usernameFragment)\r
        a=ice-pwd:\(credentials.password)\r
        a=fingerprint:\(fingerprint)\r
        a=setup:passive\r
        a=mid:0\r
        a=recvonly\r
        a=rtcp-mux\r
        a=rtpmap:111 opus/48000/2\r

        """
    }

    static func stream(_ port: String) -> String { "candidate:1 1 tcp 2130706431 127.0.0.1 \(port) typ host tcptype passive" }
    static func candidate(_ port: String) -> String { "candidate:1 1 udp 2130706431 127.0.0.1 \(port) typ host" }
}
