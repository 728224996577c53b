internal import CWebSockets
internal import Foundation

/// The opening handshake's fields (RFC 6455 section 4).
enum WebSocketHandshake {
    /// 16 random bytes, encoded.
    static func key() -> String { Data((0..<16).map { _ in UInt8.random(in: .min ... .max) }).base64EncodedString() }

    /// What a server answers to `key`.
    static func accept(_ key: String) -> String {
        let text = Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8)
        var digest = [UInt8](repeating: 0, count: 20)
        lws_SHA1(text, text.count, &digest)
        return Data(digest).base64EncodedString()
    }

    /// Whether a comma-separated field has `token`, in any case.
    static func contains(_ token: String, in field: String?) -> Bool {
        list(field).contains { $0.lowercased() == token }
    }

    static func list(_ field: String?) -> [String] {
        (field ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    /// RFC 9110 section 5.6.2.
    static func isToken(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }

    /// A line break would start a field of its own, other control characters have no place.
    static func isFieldValue(_ text: String) -> Bool { text.utf8.allSatisfy { $0 >= 32 && $0 != 127 || $0 == 9 } }

    /// Nil for a request that a server can upgrade, or what it answers (section 4.2.1).
    static func refusal(of request: HTTPRequest) -> HTTPResponse? {
        let key = request.headers["sec-websocket-key"].flatMap { Data(base64Encoded: $0) }
        guard request.method == "GET", contains("upgrade", in: request.headers["connection"]), key?.count == 16 else {
            return .text("this is no opening handshake of a WebSocket\n", status: 400)
        }
        guard request.headers["sec-websocket-version"] == "13" else {
            return HTTPResponse(status: 426, headers: ["sec-websocket-version": "13"])
        }
        return nil
    }

    /// The head that accepts `request`.
    static func acceptance(of request: HTTPRequest, subprotocol: String?) -> [UInt8] {
        let key = request.headers["sec-websocket-key"] ?? ""
        var head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        head += "Sec-WebSocket-Accept: \(accept(key))\r\n"
        if let subprotocol { head += "Sec-WebSocket-Protocol: \(subprotocol)\r\n" }
        return Array((head + "\r\n").utf8)
    }

    /// An ordinary answer, after which the connection ends. Fields that would be two are left out.
    static func answer(_ response: HTTPResponse) -> [UInt8] {
        var head = "HTTP/1.1 \((200...599).contains(response.status) ? response.status : 500) \r\n"
        let own: Set = ["content-length", "connection", "transfer-encoding", "upgrade"]
        for (name, value) in response.headers.sorted(by: { $0.key < $1.key })
        where isToken(name) && isFieldValue(value) && !own.contains(name.lowercased()) {
            head += "\(name): \(value)\r\n"
        }
        head += "connection: close\r\n"
        guard response.allowsBody else { return Array((head + "\r\n").utf8) }
        return Array((head + "content-length: \(response.body.count)\r\n\r\n").utf8) + response.body
    }
}
