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

    /// Those that could be looked up. Blocks a thread of its own, not the caller's.
    static func resolve(_ servers: [ConnectivitySettings.Server]) async -> [ResolvedServer] {
        guard !servers.isEmpty else { return [] }
        return await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    returning: servers.prefix(8).compactMap { server in
                        address(of: server.host).map {
                            ResolvedServer(
                                kind: server.kind, host: server.host, address: $0, port: server.port,
                                authorityFile: server.authorityFile)
                        }
                    })
            }
        }
    }

    private static func address(of host: String) -> String? {
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
