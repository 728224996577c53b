internal import Glibc

/// An address as the kernel takes it.
struct SocketAddress {
    private let storage: sockaddr_storage
    private let size: socklen_t
    var family: Int32 { Int32(storage.ss_family) }

    /// What `address` stands for, in the resolver's order. Blocks for as long as the resolver does.
    static func resolve(_ address: RedisAddress) throws(RedisError) -> [SocketAddress] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_NUMERICSERV
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(address.host, String(address.port), &hints, &list)
        guard status == 0 else {
            throw .unableToConnect(address: "\(address)", reason: String(cString: gai_strerror(status)))
        }
        defer { freeaddrinfo(list) }
        return sequence(first: list) { $0?.pointee.ai_next }.prefix { $0 != nil }.compactMap(SocketAddress.init)
    }

    private init?(_ entry: UnsafeMutablePointer<addrinfo>?) {
        guard let entry, let address = entry.pointee.ai_addr else { return nil }
        guard Int(entry.pointee.ai_addrlen) <= MemoryLayout<sockaddr_storage>.size else { return nil }
        var storage = sockaddr_storage()
        withUnsafeMutableBytes(of: &storage) {
            $0.copyMemory(from: UnsafeRawBufferPointer(start: address, count: Int(entry.pointee.ai_addrlen)))
        }
        self.storage = storage
        size = entry.pointee.ai_addrlen
    }

    /// Begins to connect `descriptor`, which does not block; the errno of an immediate failure.
    func connect(_ descriptor: Int32) -> Int32? {
        let status = withUnsafeBytes(of: storage) {
            // Safe: sockaddr_storage is made to be seen as any sockaddr.
            Glibc.connect(descriptor, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self), size)
        }
        return status == 0 || errno == EINPROGRESS ? nil : errno
    }
}
