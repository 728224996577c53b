internal import Foundation

/// Opens WebSockets: certificates checked, no redirect followed, no proxy asked.
///
/// A thread connects and shakes hands, and is gone then; one thread of the process serves all open sockets.
public struct WebSocketClient: Sendable {
    /// Until the socket is open, or the refusal read.
    public var timeout: Duration
    /// A PEM file of trusted authorities; nil takes the system's.
    public var authoritiesFile: String?
    /// Encrypts without knowing with whom: for tests and closed networks.
    public var acceptsAnyCertificate: Bool
    /// What is kept of the body of an answer that is no upgrade, in bytes.
    public var maximumRefusalSize: Int
    public var options: WebSocketOptions

    public init(
        timeout: Duration = .seconds(10), authoritiesFile: String? = nil, acceptsAnyCertificate: Bool = false,
        maximumRefusalSize: Int = 16_384, options: WebSocketOptions = .init()
    ) {
        self.timeout = timeout
        self.authoritiesFile = authoritiesFile
        self.acceptsAnyCertificate = acceptsAnyCertificate
        self.maximumRefusalSize = maximumRefusalSize
        self.options = options
    }

    /// Connects to a `ws`, `wss`, `http` or `https` address. An answer other than 101 is
    /// ``WebSocketError/refused(origin:answer:)``. Nothing of the address's path and query is in an error.
    ///
    /// `addresses`, IP addresses that somebody has checked, are tried in turn in place of what the host resolves to;
    /// the host still names the server in TLS and in the request.
    public func connect(
        _ url: String, headers: [String: String] = [:], subprotocols: [String] = [], to addresses: [String] = []
    ) async throws(WebSocketError) -> WebSocket {
        guard let target = WebSocketTarget(url) else {
            throw .invalidRequest(origin: HTTPClientRequest(url: url).origin)
        }
        guard subprotocols.allSatisfy(WebSocketHandshake.isToken),
            headers.allSatisfy({ WebSocketHandshake.isToken($0.key) && WebSocketHandshake.isFieldValue($0.value) })
        else { throw .invalidRequest(origin: target.origin) }
        let call = WebSocketCall(target: target, headers: headers, subprotocols: subprotocols)
        let deadline = ContinuousClock.now + timeout
        for address in addresses.dropLast() {
            do throws(WebSocketError) {
                return try await attempt(call, address: address, deadline: deadline)
            } catch .notConnected(let error) where error.isUnconnected && deadline > .now {
                continue
            }
        }
        return try await attempt(call, address: addresses.last, deadline: deadline)
    }

    private func attempt(
        _ call: WebSocketCall, address: String?, deadline: ContinuousClock.Instant
    ) async throws(WebSocketError) -> WebSocket {
        let loop = try WebSocketLoop.shared()
        let dialer = try WebSocketDialer(call, address: address, client: self, deadline: deadline)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // libcurl blocks: the shared pool's threads are not for that.
                Thread.detachNewThread { continuation.resume(returning: dialer.run(loop: loop)) }
            }
        } onCancel: {
            dialer.cancel()
        }
        return try result.get()
    }
}

/// What a client asks for.
struct WebSocketCall: Sendable {
    let target: WebSocketTarget
    let headers: [String: String]
    let subprotocols: [String]
    let key = WebSocketHandshake.key()

    /// The request's header (RFC 6455 section 4.1).
    var request: [UInt8] {
        var head = "GET \(target.resource) HTTP/1.1\r\nHost: \(target.authority)\r\nUpgrade: websocket\r\n"
        head += "Connection: Upgrade\r\nSec-WebSocket-Key: \(key)\r\nSec-WebSocket-Version: 13\r\n"
        if !subprotocols.isEmpty { head += "Sec-WebSocket-Protocol: \(subprotocols.joined(separator: ", "))\r\n" }
        let own: Set = [
            "host", "upgrade", "connection", "sec-websocket-key", "sec-websocket-version", "sec-websocket-protocol",
            "sec-websocket-extensions", "content-length", "transfer-encoding",
        ]
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) where !own.contains(name.lowercased()) {
            head += "\(name): \(value)\r\n"
        }
        return Array((head + "\r\n").utf8)
    }

    /// Whether a 101 agrees to what was asked (section 4.1).
    func isAccepted(by answer: HTTPResponse) -> Bool {
        let subprotocol = answer.headers["sec-websocket-protocol"]
        return WebSocketHandshake.contains("websocket", in: answer.headers["upgrade"])
            && WebSocketHandshake.contains("upgrade", in: answer.headers["connection"])
            && answer.headers["sec-websocket-accept"] == WebSocketHandshake.accept(key)
            && answer.headers["sec-websocket-extensions"] == nil
            && subprotocol.map { subprotocols.contains($0) } ?? true
    }
}
