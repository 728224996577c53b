public import Cryptography
public import HTTPTransport
public import ProtobufRuntime
public import ProtocolModels

/// Calls methods of a Twirp service, such as those of a LiveKit server.
public struct TwirpClient: Sendable {
    private let base: String
    private let http: HTTPClient
    private let addresses: [String]

    /// `url` as configurations have it: `ws` and `wss` stand for `http` and `https`; its path goes before `/twirp`.
    /// `addresses`, when given, are connected to in place of what the URL's host resolves to.
    public init(url: String, http: HTTPClient = HTTPClient(), addresses: [String] = []) {
        let isWebSocket = url.prefix(2).lowercased() == "ws"
        let base = isWebSocket ? "http" + url.dropFirst(2) : url
        let end = base.firstIndex { $0 == "?" || $0 == "#" } ?? base.endIndex
        self.base = String(base[..<end].reversed().drop { $0 == "/" }.reversed())
        self.http = http
        self.addresses = addresses
    }

    /// The server's answer. Throws ``TwirpError`` when the server or somebody on the way refuses, and
    /// ``HTTPClientError`` when there is no answer.
    public func call<Request, Response>(
        _ method: ServiceMethod<Request, Response>, _ request: Request, token: Secret
    ) async throws -> Response {
        let fields = [
            "content-type": TwirpFormat.protobuf.rawValue, "accept": TwirpFormat.protobuf.rawValue,
            "authorization": "Bearer \(token.reveal())",
        ]
        let answer = try await http.send(
            HTTPClientRequest(method: "POST", url: base + method.twirpPath, headers: fields, body: request.encoded()),
            to: addresses)
        guard answer.status == 200 else {
            throw TwirpError(json: answer.body)
                ?? TwirpError(
                    TwirpErrorCode(intermediaryStatus: answer.status),
                    "\(method) was answered with HTTP status \(answer.status)",
                    meta: ["http_error_from_intermediary": "true", "status_code": "\(answer.status)"])
        }
        do { return try Response(protobuf: answer.body) } catch {
            throw TwirpError(.internal, "the answer to \(method) could not be decoded: \(error)")
        }
    }
}
