internal import Foundation

/// Sends single HTTP requests: certificates checked, no redirect followed, no proxy asked, nothing kept between them.
///
/// Each request runs on a thread of its own and is over, with an answer or an error, at its timeout at the latest.
public struct HTTPClient: Sendable {
    /// Until the connection stands, TLS included.
    public var connectTimeout: Duration
    /// Until the whole answer is there.
    public var timeout: Duration
    /// A longer answer is an error; in bytes.
    public var maximumBodySize: Int
    /// A PEM file of trusted authorities; nil takes the system's.
    public var authoritiesFile: String?

    public init(
        connectTimeout: Duration = .seconds(5), timeout: Duration = .seconds(10), maximumBodySize: Int = 1 << 20,
        authoritiesFile: String? = nil
    ) {
        self.connectTimeout = connectTimeout
        self.timeout = timeout
        self.maximumBodySize = maximumBodySize
        self.authoritiesFile = authoritiesFile
    }

    /// The answer, whatever its status. Throws ``HTTPClientError``, at once when the task is cancelled.
    ///
    /// `addresses`, IP addresses that somebody has checked, are tried in turn in place of what the URL's host resolves
    /// to; the host still names the server in TLS and in the request.
    public func send(_ request: HTTPClientRequest, to addresses: [String] = []) async throws -> HTTPResponse {
        try await attempt(request, upload: nil, addresses)
    }

    /// Like ``send(_:to:)`` with a body that comes into being while it is sent: a chunked POST over HTTP/1.1, an HTTP chunk for
    /// each of the body's. The request's own method and body are not looked at.
    ///
    /// It may last for ever; ``timeout`` is how long the server may take nothing of what waits, or not answer after the end.
    /// An answer of 400 or more that comes before ends it. `body` takes nothing more when this returns.
    public func upload(
        _ request: HTTPClientRequest, body: HTTPUploadBody, to addresses: [String] = []
    ) async throws -> HTTPResponse {
        var request = request
        (request.method, request.body) = ("POST", [])
        defer { body.abandon() }
        return try await attempt(request, upload: body, addresses)
    }

    private func attempt(
        _ request: HTTPClientRequest, upload: HTTPUploadBody?, _ addresses: [String]
    ) async throws -> HTTPResponse {
        for address in addresses.dropLast() {
            do {
                return try await attempt(request, upload: upload, address: address)
            } catch let error as HTTPClientError where error.isUnconnected {
                continue
            }
        }
        return try await attempt(request, upload: upload, address: addresses.last)
    }

    private func attempt(
        _ request: HTTPClientRequest, upload: HTTPUploadBody?, address: String?
    ) async throws -> HTTPResponse {
        let transfer = try HTTPTransfer(request, upload: upload, address: address, client: self)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                // libcurl blocks: the shared pool's threads are not for that.
                Thread.detachNewThread { continuation.resume(with: transfer.run()) }
            }
        } onCancel: {
            transfer.cancel()
        }
    }
}
