internal import Foundation
internal import Synchronization

/// Sends requests, with bodies of any size, over connections that are kept between them: certificates checked, no redirect
/// followed, no cookie kept.
///
/// Requests may run at the same time; each has a thread of its own while it runs, and the first idle connection.
public final class HTTPSession: Sendable {
    private let options: HTTPSessionOptions
    private let idle = Mutex<[CurlConnection]>([])

    public init(_ options: HTTPSessionOptions = HTTPSessionOptions()) { self.options = options }

    /// The answer, whatever its status. Throws soon when the task is cancelled.
    ///
    /// A `body` goes before the request's own. Its length is sent before it, and it is read again from its start when a kept
    /// connection turns out to be closed.
    public func send(_ request: HTTPClientRequest, body: HTTPBody? = nil) async throws(HTTPClientError) -> HTTPResponse {
        let connection = try takeConnection(for: request)
        let transfer = HTTPSessionTransfer(request, body: body, options: options, connection: connection)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // libcurl and files block: the shared pool's threads are not for that.
                Thread.detachNewThread { continuation.resume(returning: transfer.run()) }
            }
        } onCancel: {
            transfer.cancel()
        }
        putBack(connection)
        return try result.get()
    }

    private func takeConnection(for request: HTTPClientRequest) throws(HTTPClientError) -> CurlConnection {
        if let connection = idle.withLock({ $0.popLast() }) { return connection }
        guard let connection = CurlConnection() else {
            throw HTTPClientError(problem: .broken, origin: request.origin, detail: "no memory")
        }
        return connection
    }

    private func putBack(_ connection: CurlConnection) {
        idle.withLock { idle in
            if idle.count < options.maximumIdleConnections { idle.append(connection) }
        }
    }
}
