internal import COpenSSL

extension CryptographyError {
    /// The calling thread's oldest queued OpenSSL error, taken off the queue.
    static func openSSL(during operation: Operation) -> CryptographyError {
        let code = ERR_get_error()
        ERR_clear_error()
        guard code != 0 else { return .failed(operation, reason: "no further detail") }
        var text = [CChar](repeating: 0, count: 256)
        ERR_error_string_n(code, &text, text.count)
        let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return .failed(operation, reason: String(decoding: bytes, as: UTF8.self))
    }
}
