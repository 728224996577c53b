internal import Cryptography
internal import HTTPTransport

/// Repeats what a store's calls try, and words what goes wrong.
struct StorageCaller: Sendable {
    let kind: StorageKind
    let policy: RetryPolicy
    let clock: StorageClock

    /// Runs `attempt` until it ends well, or its failure is not worth another try.
    func repeating<Value>(
        _ attempt: () async throws(StorageError) -> Value
    ) async throws(StorageError) -> Value {
        var random = SystemRandomNumberGenerator()
        var retry = 0
        while true {
            do throws(StorageError) { return try await attempt() } catch {
                retry += 1
                guard let delay = policy.delay(beforeRetry: retry, after: error.problem, using: &random) else { throw error }
                do { try await clock.sleep(delay) } catch _ {
                    throw StorageError(.cancelled, store: kind, operation: error.operation)
                }
            }
        }
    }

    /// Checksums of the content, made on a thread that may block.
    func digests(
        of content: ObjectContent, _ kinds: Set<ContentDigests.Kind>, operation: String
    ) async throws(StorageError) -> ContentDigests {
        do throws(ContentReader.Failure) {
            return try await BlockingThread.run { () throws(ContentReader.Failure) in
                try ContentDigests.make(content, kinds)
            }
        } catch {
            throw StorageError(.source, store: kind, operation: operation, detail: error.detail)
        }
    }

    func failure(_ error: HTTPClientError, operation: String) -> StorageError {
        StorageError(StorageProblem(error.problem), store: kind, operation: operation, detail: "\(error)")
    }
}

extension StorageProblem {
    init(_ problem: HTTPClientError.Problem) {
        self =
            switch problem {
            case .unresolved, .unconnected, .untrusted, .broken, .proxyRefused: .network
            case .timedOut: .timeout
            case .cancelled: .cancelled
            case .unreadableBody: .source
            case .invalidRequest, .answerTooLarge, .refusedAddress: .invalidRequest
            }
    }
}

extension HTTPBody {
    init(_ content: ObjectContent) {
        self =
            switch content {
            case .bytes(let bytes): .bytes(bytes)
            case .file(let path, let offset, let count): .file(path: path, offset: offset, count: count)
            }
    }
}

extension HTTPProxy {
    init(_ options: ProxyOptions) {
        self.init(url: options.url, username: options.username, password: options.password)
    }
}

extension HTTPSession {
    convenience init(proxy: ProxyOptions?, authoritiesFile: String?, _ addressRefusal: StorageOptions.AddressRefusal?) {
        self.init(
            HTTPSessionOptions(
                authoritiesFile: authoritiesFile, proxy: proxy.map(HTTPProxy.init), addressRefusal: addressRefusal))
    }
}
