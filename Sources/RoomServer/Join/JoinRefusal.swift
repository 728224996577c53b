internal import HTTPTransport

/// Why a client is not let in, as the answer before the upgrade says it.
struct JoinRefusal: Error, Hashable {
    var status: Int
    var text: String

    static func unauthorized(_ text: String) -> JoinRefusal { JoinRefusal(status: 401, text: text) }
    static func badRequest(_ text: String) -> JoinRefusal { JoinRefusal(status: 400, text: text) }
    static func notFound(_ text: String) -> JoinRefusal { JoinRefusal(status: 404, text: text) }
    static func unavailable(_ text: String) -> JoinRefusal { JoinRefusal(status: 503, text: text) }

    var response: HTTPResponse {
        var response = HTTPResponse.text(text + "\n", status: status)
        response.headers["access-control-allow-origin"] = "*"
        return response
    }
}
