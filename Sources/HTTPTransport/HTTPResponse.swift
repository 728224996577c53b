/// What a server answers, whole.
public struct HTTPResponse: Sendable {
    /// 200 to 599.
    public var status: Int
    /// Fields beside `content-length`, which the server writes itself.
    public var headers: [String: String]
    public var body: [UInt8]

    public init(status: Int = 200, headers: [String: String] = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// UTF-8 text under a content type, plain unless told.
    public static func text(
        _ body: String, status: Int = 200, contentType: String = "text/plain; charset=utf-8"
    ) -> HTTPResponse {
        HTTPResponse(status: status, headers: ["content-type": contentType], body: Array(body.utf8))
    }

    public static func html(_ body: String, status: Int = 200) -> HTTPResponse {
        text(body, status: status, contentType: "text/html; charset=utf-8")
    }

    public static func redirect(to location: String, status: Int = 302) -> HTTPResponse {
        HTTPResponse(status: status, headers: ["location": location])
    }

    /// Whether the status allows a body, and so a `content-length` (RFC 9110 section 6.4.1).
    var allowsBody: Bool { status >= 200 && status != 204 && status != 304 }
}
