internal import CWebSockets

/// One libwebsockets context with one listening socket. Made, used and closed on the loop thread.
struct HTTPListener {
    let context: LibraryContext
    let port: Int
    private let storage: Storage
    private let loop: Unmanaged<ServerLoop>

    struct Limits {
        let maximumConnections: Int
        /// In seconds.
        let headerTimeout: UInt32
    }

    /// The library's own: the listening socket and what wakes its loop, rounded up.
    private static let ownDescriptors = 8

    init(host: String, port: Int, limits: Limits, loop: ServerLoop) throws(HTTPServerError) {
        _ = Storage.quietLibrary
        let storage = Storage(host: host)
        let retainedLoop = Unmanaged.passRetained(loop)
        var info = lws_context_creation_info()
        info.port = Int32(port)
        info.iface = UnsafePointer(storage.interface)
        info.protocols = UnsafePointer(storage.protocols)
        info.user = retainedLoop.toOpaque()
        info.keepalive_timeout = 30
        info.timeout_secs = limits.headerTimeout
        info.timeout_secs_ah_idle = limits.headerTimeout
        // Left at zero, the library makes its tables as large as the process's limit of descriptors, a thousand million in
        // some containers; and connections could take every descriptor that a recording needs.
        info.fd_limit_per_thread = 1_024
        info.max_http_header_data2 = 16_384  // a token in a header may well be beyond the default, 4 kB
        // Descriptors belong to the whole process, and where they run out the library would spin over a connection that
        // it cannot accept.
        info.fd_limit_per_thread = UInt32(clamping: limits.maximumConnections + HTTPListener.ownDescriptors)
        info.options =
            UInt64(LWS_SERVER_OPTION_EXPLICIT_VHOSTS) | UInt64(LWS_SERVER_OPTION_FAIL_UPON_UNABLE_TO_BIND)
        guard let context = lws_create_context(&info) else {
            retainedLoop.release()
            storage.free()
            throw .unavailable
        }
        guard let host = lws_create_vhost(context, &info), case let bound = lws_get_vhost_listen_port(host), bound > 0
        else {
            lws_context_destroy(context)
            retainedLoop.release()
            storage.free()
            throw .cannotListen(host: storage.host, port: port)
        }
        (self.context, self.storage, self.loop, self.port) = (LibraryContext(context), storage, retainedLoop, Int(bound))
    }

    /// Frees the context; its last callbacks run inside.
    func close() {
        lws_context_destroy(context.handle)
        loop.release()
        storage.free()
    }

    /// C memory the context keeps pointing to.
    private struct Storage {
        /// The library prints to standard error by default; what matters is reported as typed errors instead.
        static let quietLibrary: Void = lws_set_log_level(0, nil)

        let host: String
        /// Nil listens on every interface.
        let interface: UnsafeMutablePointer<CChar>?
        let name: UnsafeMutablePointer<CChar>?
        /// Ends with an empty entry.
        let protocols: UnsafeMutablePointer<lws_protocols>

        init(host: String) {
            self.host = host
            interface = ["", "0.0.0.0", "::"].contains(host) ? nil : strdup(host)
            name = strdup("http")
            protocols = .allocate(capacity: 2)
            protocols.initialize(repeating: lws_protocols(), count: 2)
            protocols[0].name = UnsafePointer(name)
            protocols[0].callback = { connection, reason, _, bytes, count in
                guard let context = lws_get_context(connection), let user = lws_context_user(context) else { return 0 }
                // The context holds one reference until it is destroyed.
                let loop = Unmanaged<ServerLoop>.fromOpaque(user).takeUnretainedValue()
                let bytes = UnsafeRawBufferPointer(start: bytes, count: bytes == nil ? 0 : count)
                return loop.handle(reason, connection: connection, bytes: bytes)
            }
        }

        func free() {
            CWebSockets.free(interface)
            CWebSockets.free(name)
            protocols.deallocate()
        }
    }
}

/// A context's handle, for waking its loop from other threads.
struct LibraryContext: @unchecked Sendable {  // lws_cancel_service is the one call the library allows on any thread
    fileprivate let handle: OpaquePointer

    fileprivate init(_ handle: OpaquePointer) { self.handle = handle }

    /// On the loop thread: waits for events and handles them; false when the loop must end.
    func service() -> Bool { lws_service(handle, 0) >= 0 }

    func wake() { lws_cancel_service(handle) }
}
