internal import CNice
internal import Glibc

/// A TCP socket that never blocks; sole owner of its descriptor.
struct StreamSocket: ~Copyable {
    let descriptor: Int32

    init(owning descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Listens on a port of 127.0.0.1 that the system chooses.
    static func listener() -> StreamSocket? {
        guard let socket = StreamSocket(family: AF_INET) else { return nil }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let isBound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket.descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isBound, listen(socket.descriptor, 16) == 0 else { return nil }
        return socket
    }

    /// Begins to connect; `host` is an address.
    static func connecting(to host: String, port: UInt16) -> StreamSocket? {
        var hints = addrinfo()
        hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, "\(port)", &hints, &list) == 0, let first = list else { return nil }
        defer { freeaddrinfo(list) }
        guard let socket = StreamSocket(family: first.pointee.ai_family) else { return nil }
        let status = connect(socket.descriptor, first.pointee.ai_addr, first.pointee.ai_addrlen)
        guard status == 0 || errno == EINPROGRESS else { return nil }
        return socket
    }

    private init?(family: Int32) {
        let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(family, type, 0)
        guard descriptor >= 0 else { return nil }
        self.init(owning: descriptor)
    }

    func accepted() -> StreamSocket? {
        let accepted = accept(descriptor, nil, nil)
        guard accepted >= 0 else { return nil }
        _ = fcntl(accepted, F_SETFL, O_NONBLOCK)
        _ = fcntl(accepted, F_SETFD, FD_CLOEXEC)
        return StreamSocket(owning: accepted)
    }

    /// The port that the system gave.
    var port: UInt16 {
        var name = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        _ = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
        }
        return UInt16(bigEndian: name.sin_port)
    }

    enum Outcome { case some, none, ended }

    /// Appends what has come, at most 16 KiB.
    func read(appendingTo bytes: inout [UInt8]) -> Outcome {
        var count = 0
        bytes += [UInt8](unsafeUninitializedCapacity: 16_384) { buffer, size in
            count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
            size = max(0, count)
        }
        if count > 0 { return .some }
        return count < 0 && (errno == EAGAIN || errno == EINTR) ? .none : .ended
    }

    /// Removes from `bytes` what the kernel takes.
    func write(from bytes: inout [UInt8]) -> Outcome {
        guard !bytes.isEmpty else { return .none }
        let count = send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        if count > 0 {
            bytes.removeFirst(count)
            return .some
        }
        return count < 0 && (errno == EAGAIN || errno == EINTR) ? .none : .ended
    }
}
