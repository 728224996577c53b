internal import COpenSSL

/// What a session takes from its options: protocol versions, trust, own certificate. A session keeps what it needs of
/// it alive by itself.
struct TLSContext: ~Copyable {
    let handle: OpaquePointer

    init(_ options: TLSClientOptions) throws(TLSError) {
        ERR_clear_error()
        guard let handle = SSL_CTX_new(TLS_client_method()) else {
            throw .unavailable(reason: TLSError.pendingReason())
        }
        do throws(TLSError) {
            try TLSContext.setUp(handle, options)
        } catch {
            SSL_CTX_free(handle)  // deinit runs only once every property is set
            throw error
        }
        self.handle = handle
    }

    deinit { SSL_CTX_free(handle) }

    private static func setUp(_ handle: OpaquePointer, _ options: TLSClientOptions) throws(TLSError) {
        // What the macro SSL_CTX_set_min_proto_version stands for; RFC 8996 retires what came before 1.2.
        guard SSL_CTX_ctrl(handle, SSL_CTRL_SET_MIN_PROTO_VERSION, Int(TLS1_2_VERSION), nil) == 1 else {
            throw .unavailable(reason: TLSError.pendingReason())
        }
        SSL_CTX_set_verify(handle, options.verifiesServer ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, nil)
        if let path = options.authorityFile {
            try use(path) { SSL_CTX_load_verify_file(handle, path) }
        } else if options.verifiesServer {
            guard SSL_CTX_set_default_verify_paths(handle) == 1 else {
                throw .unavailable(reason: TLSError.pendingReason())
            }
        }
        if let path = options.certificateFile { try use(path) { SSL_CTX_use_certificate_chain_file(handle, path) } }
        if let path = options.keyFile {
            // Checks too that it belongs to the certificate.
            try use(path) { SSL_CTX_use_PrivateKey_file(handle, path, SSL_FILETYPE_PEM) }
        }
    }

    private static func use(_ path: String, _ load: () -> Int32) throws(TLSError) {
        guard load() == 1 else { throw .unusableFile(path: path, reason: TLSError.pendingReason()) }
    }
}

extension TLSError {
    /// The text of the calling thread's oldest queued OpenSSL error; empties the queue.
    static func pendingReason() -> String {
        let code = ERR_get_error()
        ERR_clear_error()
        guard code != 0 else { return "the connection ended" }
        if let reason = ERR_reason_error_string(code) { return String(cString: reason) }
        return "error \(code)"
    }
}
