internal import Cryptography
internal import HTTPTransport

/// Sends a content to an upload session, and goes on where the store got to when a connection breaks.
struct GCPResumableUpload {
    let content: ObjectContent
    let operation: String
    let store: GCPStore

    private enum Step {
        case done(GCPObject)
        /// The store has this many bytes.
        case reached(UInt64)
    }

    /// Repeats as the store's policy says, anew whenever there was progress since the last round.
    func send(to address: Secret) async throws(StorageError) -> GCPObject {
        var position: UInt64? = 0
        var furthest: UInt64 = 0
        while true {
            let before = furthest
            do throws(StorageError) {
                return try await store.caller.repeating { () async throws(StorageError) -> GCPObject in
                    // After a failure only the store knows how far it got.
                    var step = if let position { Step.reached(position) } else { try await ask(address) }
                    position = nil
                    while case .reached(let start) = step {
                        furthest = max(furthest, start)
                        step = try await put(from: start, to: address)
                        if case .reached(let next) = step, next <= start { throw stuck }
                    }
                    guard case .done(let object) = step else { throw stuck }
                    return object
                }
            } catch where error.isTransient && furthest > before { continue }
        }
    }

    private var stuck: StorageError {
        StorageError(.server(status: 308), store: .gcp, operation: operation, detail: "the upload does not go on")
    }

    private func ask(_ address: Secret) async throws(StorageError) -> Step {
        try await exchange(address, range: "bytes */\(content.count)", .bytes([]))
    }

    private func put(from start: UInt64, to address: Secret) async throws(StorageError) -> Step {
        guard start < content.count else { return try await ask(address) }
        let range = "bytes \(start)-\(content.count - 1)/\(content.count)"
        do throws(StorageError) {
            return try await exchange(address, range: range, HTTPBody(content.dropping(start)))
        } catch where error.problem == .invalidRequest {
            // A kept connection that broke is sent the same again, which the store refuses if it took some of it before.
            let step = try await ask(address)
            if case .reached(let next) = step, next <= start { throw error }
            return step
        }
    }

    private func exchange(_ address: Secret, range: String, _ body: HTTPBody) async throws(StorageError) -> Step {
        // The address is the authority: no token goes with it.
        let request = HTTPClientRequest(method: "PUT", url: address.reveal(), headers: ["content-range": range])
        let response: HTTPResponse
        do throws(HTTPClientError) { response = try await store.session.send(request, body: body) } catch {
            throw store.caller.failure(error, operation: operation)
        }
        switch response.status {
        case 200, 201:
            guard let object = GCPObject(response.body) else { throw store.unreadable(operation) }
            return .done(object)
        case 308: return .reached(Self.count(response.headers["range"]))
        default: throw GCPFailure.error(response, operation: operation)
        }
    }

    /// `bytes=0-N`; no such header means nothing.
    private static func count(_ range: String?) -> UInt64 {
        guard let last = range?.split(separator: "-").last.flatMap({ UInt64($0) }), last < .max else { return 0 }
        return last + 1
    }
}

extension ObjectContent {
    /// What is left after the first `count` bytes.
    func dropping(_ count: UInt64) -> ObjectContent {
        let count = min(count, self.count)
        return switch self {
        case .bytes(let bytes): .bytes(Array(bytes.dropFirst(Int(count))))
        case .file(let path, let offset, let size): .file(path: path, offset: offset &+ count, count: size - count)
        }
    }
}
