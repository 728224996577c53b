internal import Glibc

/// Takes a socket away from an owner that will shut down and close its descriptor.
enum HandedOverSocket {
    /// The connection under a new descriptor. `descriptor` itself becomes another socket, whose peer has left already.
    /// Nil, and nothing changed, without free descriptors.
    static func take(from descriptor: Int32) -> Int32? {
        var pair: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &pair) == 0 else { return nil }
        defer { for end in pair { close(end) } }
        let taken = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard taken >= 0 else { return nil }
        guard dup2(pair[0], descriptor) == descriptor else {
            close(taken)
            return nil
        }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        var one: Int32 = 1
        // Small messages go out at once.
        setsockopt(taken, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        return taken
    }
}
