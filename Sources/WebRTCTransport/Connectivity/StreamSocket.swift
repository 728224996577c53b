internal import CNice
internal import Glibc

/// A TCP socket that never blocks; sole owner of its descriptor.
struct StreamSocket: ~Copyable {
    let descriptor: Int32

    init(owning descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Listens on a port that the system chooses, or on the given one. `host` is an address.
    static func listener(on host: String = "127.0.0.1", port: UInt16 = 0) -> StreamSocket? {
        with(host, port) { name in
            guard let socket = StreamSocket(family: name.pointee.ai_family),
                bind(socket.descriptor, name.pointee.ai_addr, name.pointee.ai_addrlen) == 0, listen(socket.descriptor, 16) == 0
            else { return nil }
            return socket
        }
    }

    /// Begins to connect; `host` is an address.
    static func connecting(to host: String, port: UInt16) -> StreamSocket? {
        with(host, port) { name in
            guard let socket = StreamSocket(family: name.pointee.ai_family) else { return nil }
            let status = connect(socket.descriptor, name.pointee.ai_addr, name.pointee.ai_addrlen)
            guard status == 0 || errno == EINPROGRESS else { return nil }
            return socket
        }
    }

    private static func with(
        _ host: String, _ port: UInt16, _ body: (UnsafeMutablePointer<addrinfo>) -> StreamSocket?
    ) -> StreamSocket? {
        var hints = addrinfo()
        hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, "\(port)", &hints, &list) == 0, let first = list else { return nil }
        defer { freeaddrinfo(list) }
        return body(first)
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
