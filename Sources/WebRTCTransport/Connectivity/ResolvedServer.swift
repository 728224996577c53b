internal import CNice  // or Glibc: whichever is loaded first has the kinds of sockets
internal import Foundation
internal import Glibc

/// A STUN or TURN server with an address instead of its name, which libnice does not look up for relays.
struct ResolvedServer: Sendable {
    var kind: ConnectivitySettings.Server.Kind
    /// As it was given.
    var host: String
    var address: String
    var port: UInt16
    var authorityFile: String?

    /// More are of no use: each is asked for its candidates.
    static let most = 8

    /// Those that could be looked up within `limit`: where no name server answers, the peer may still be near. Blocks threads
    /// of its own, not the caller's.
    static func resolve(
        _ servers: [ConnectivitySettings.Server], limit: Duration = .seconds(1),
        lookUp: @escaping @Sendable (String) -> String? = ResolvedServer.address(of:)
    ) async -> [ResolvedServer] {
        let (answers, continuation) = AsyncStream<(Int, String?)>.makeStream()
        let asked = Array(servers.prefix(most))
        guard !asked.isEmpty else { return [] }
        for (index, server) in asked.enumerated() {
            Thread.detachNewThread { continuation.yield((index, lookUp(server.host))) }
        }
        let alarm = Task {
            try await Task.sleep(for: limit)
            continuation.finish()
        }
        defer { alarm.cancel() }
        var addresses: [Int: String] = [:]
        var count = 0
        for await (index, address) in answers {
            addresses[index] = address
            count += 1
            if count == asked.count { break }
        }
        return asked.indices.compactMap { index in
            addresses[index].map { ResolvedServer(asked[index], address: $0) }
        }
    }

    private init(_ server: ConnectivitySettings.Server, address: String) {
        (kind, host, port, authorityFile) = (server.kind, server.host, server.port, server.authorityFile)
        self.address = address
    }

    @Sendable private static func address(of host: String) -> String? {
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, nil, &list) == 0, let first = list else { return nil }
        defer { freeaddrinfo(list) }
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(NI_MAXHOST)) { text in
            let status = getnameinfo(
                first.pointee.ai_addr, first.pointee.ai_addrlen, text.baseAddress, socklen_t(text.count), nil, 0,
                NI_NUMERICHOST)
            return status == 0 ? text.baseAddress.map { String(cString: $0) } : nil
        }
    }
}
