internal import CWebSockets

extension HTTPRequest {
    /// Reads the parsed header tables of a connection inside its request callback; nil for a method without a path.
    init?(readingFrom connection: OpaquePointer) {
        let methods: [(lws_token_indexes, String)] = [
            (WSI_TOKEN_GET_URI, "GET"), (WSI_TOKEN_POST_URI, "POST"), (WSI_TOKEN_HEAD_URI, "HEAD"),
            (WSI_TOKEN_PUT_URI, "PUT"), (WSI_TOKEN_PATCH_URI, "PATCH"), (WSI_TOKEN_DELETE_URI, "DELETE"),
            (WSI_TOKEN_OPTIONS_URI, "OPTIONS"),
        ]
        for (token, method) in methods {
            guard let path = HTTPRequest.header(token, of: connection) else { continue }
            self.init(
                method: method, path: path, query: HTTPRequest.query(of: connection),
                headers: HTTPRequest.headers(of: connection))
            return
        }
        return nil
    }

    private static func header(_ token: lws_token_indexes, of connection: OpaquePointer) -> String? {
        let length = lws_hdr_total_length(connection, token)
        guard length > 0 else { return nil }
        return text(capacity: length) { lws_hdr_copy(connection, $0, $1, token) }
    }

    /// The library splits and decodes the query while parsing: a fragment is one `name=value`.
    private static func query(of connection: OpaquePointer) -> [QueryItem] {
        var items: [QueryItem] = []
        var index: Int32 = 0
        while case let length = lws_hdr_fragment_length(connection, WSI_TOKEN_HTTP_URI_ARGS, index), length > 0 {
            let fragment = text(capacity: length) {
                lws_hdr_copy_fragment(connection, $0, $1, WSI_TOKEN_HTTP_URI_ARGS, index)
            }
            let parts = (fragment ?? "").split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            items.append(QueryItem(name: String(parts[0]), value: parts.count > 1 ? String(parts[1]) : ""))
            index += 1
        }
        return items
    }

    private static func headers(of connection: OpaquePointer) -> [String: String] {
        var headers: [String: String] = [:]
        for index in 0..<WSI_TOKEN_COUNT.rawValue {
            let token = lws_token_indexes(rawValue: index)
            // Field names end with a colon there; request lines and pseudo headers do not.
            guard let name = lws_token_to_string(token), let value = header(token, of: connection) else { continue }
            let text = String(cString: UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self))
            if text.hasSuffix(":"), !text.hasPrefix(":") { headers[text.dropLast().lowercased()] = value }
        }
        return headers
    }

    private static func text(
        capacity: Int32, _ copy: (UnsafeMutablePointer<CChar>?, Int32) -> Int32
    ) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(capacity) + 1)
        let count = buffer.withUnsafeMutableBufferPointer { copy($0.baseAddress, capacity + 1) }
        guard count >= 0 else { return nil }
        return String(decoding: buffer.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
