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
        guard !addresses.isEmpty else { return try await attempt(request, address: nil) }
        for address in addresses.dropLast() {
            do {
                return try await attempt(request, address: address)
            } catch let error as HTTPClientError where error.isUnconnected {
                continue
            }
        }
        return try await attempt(request, address: addresses[addresses.count - 1])
    }

    private func attempt(_ request: HTTPClientRequest, address: String?) async throws -> HTTPResponse {
        let transfer = try HTTPTransfer(request, address: address, client: self)
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
