internal import Glibc

/// Ends a `poll` from another thread; sole owner of its two descriptors.
final class WakeUpSocket: Sendable {
    let descriptor: Int32
    private let end: Int32

    init() throws(RedisError) {
        var ends: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        // A pair of sockets, because the flags come with their making; a child started meanwhile inherits neither.
        guard socketpair(AF_UNIX, type, 0, &ends) == 0 else {
            throw .unableToConnect(address: "this process", reason: String(cString: strerror(errno)))
        }
        (descriptor, end) = (ends[0], ends[1])
    }

    deinit {
        close(descriptor)
        close(end)
    }

    func ring() {
        var byte: UInt8 = 1
        // A full pipe is as good as a ring.
        _ = write(end, &byte, 1)
    }

    func drain() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(descriptor, &bytes, bytes.count) == bytes.count {}
    }
}
