internal import Cryptography
internal import HTTPTransport

/// A container of Azure Blob Storage, with the account's key or a shared access signature.
///
/// Objects are block blobs. What is sent carries its MD5, so that the store refuses anything else.
public struct AzureStore: ObjectStore {
    public let kind = StorageKind.azure
    public let limits = UploadLimits(
        minimumPartSize: 1, maximumPartSize: 4_000 << 20, maximumPartCount: 50_000, maximumPutSize: 5_000 << 20)

    let caller: StorageCaller
    let container: String
    private let account: String
    private let authority: Authority
    private let session: HTTPSession
    /// Up to the container, without a slash at its end.
    private let base: String

    private enum Authority: Sendable {
        case key(AzureSharedKey)
        case token(AzureSharedAccessToken)
    }

    /// `addressRefusal` as for ``StorageOptions/makeStore(clock:addressRefusal:)``.
    public init(
        _ options: AzureOptions, clock: StorageClock = .system, addressRefusal: StorageOptions.AddressRefusal? = nil
    ) throws(StorageError) {
        func invalid(_ problem: StorageProblem, _ detail: String) -> StorageError {
            StorageError(problem, store: .azure, operation: "reading the options", detail: detail)
        }
        guard !options.accountName.isEmpty else { throw invalid(.invalidRequest, "no account's name") }
        guard !options.containerName.isEmpty, !options.containerName.contains("/") else {
            throw invalid(.invalidRequest, "no container's name")
        }
        switch (options.accountKey, options.sasToken) {
        case (let key?, nil):
            guard let key = AzureSharedKey(account: options.accountName, key: key) else {
                throw invalid(.credentials, "the account's key is not the Base64 that it should be")
            }
            authority = .key(key)
        case (nil, let token?):
            guard let token = AzureSharedAccessToken(token) else {
                throw invalid(.credentials, "the shared access signature has no sig")
            }
            authority = .token(token)
        default: throw invalid(.credentials, "either an account's key or a shared access signature is needed")
        }
        var endpoint = options.endpoint
        if endpoint.isEmpty { endpoint = "https://\(options.accountName).blob.core.windows.net" }
        while endpoint.hasSuffix("/") { endpoint.removeLast() }
        base = endpoint
        (account, container) = (options.accountName, options.containerName)
        session = HTTPSession(proxy: options.proxy, authoritiesFile: options.authoritiesFile, addressRefusal)
        caller = StorageCaller(kind: .azure, policy: options.retry, clock: clock)
    }

    /// Without the container, as other implementations have it.
    public func location(of key: String) -> String { "https://\(account).blob.core.windows.net/\(key)" }

    /// Asks for a blob to be replaced if it is one that no blob is: what is refused last is that condition.
    public func check() async throws(StorageError) {
        let call = Call(
            operation: "checking container \(container)", method: "PUT", key: ".sluice-check",
            headers: ["x-ms-blob-type": "BlockBlob", "if-match": "\"0x0\""], body: .bytes([]))
        try await caller.repeating { () async throws(StorageError) in
            let response = try await exchange(call)
            let error = AzureFailure.error(response, operation: call.operation)
            if response.status == 412 || error.problem == .notFound { return }
            // Who may only create blobs may not even ask to replace one, but has shown who he is.
            guard error.problem == .permission, mayOnlyCreate else { throw error }
        }
    }

    /// With the account's key only: a signature of others cannot make one of its own.
    public func presignedURL(of key: String, validity: Duration) throws(StorageError) -> String? {
        guard case .key(let signer) = authority else { return nil }
        let seconds = min(max(validity.components.seconds, 1), 3_155_760_000)  // a century
        let expiry = CivilTime(unixTime: caller.clock.unixTime() + seconds)
        do throws(CryptographyError) {
            let query = try AzureSharedAccess.readQuery(container: container, blob: key, key: signer, expiry: expiry)
            return "\(address(key))?\(query)"
        } catch {
            throw StorageError(.credentials, store: .azure, operation: "signing an address", detail: "\(error)")
        }
    }

    private var mayOnlyCreate: Bool {
        guard case .token(let token) = authority else { return false }
        return token.permissions.contains("c") && !token.permissions.contains("w")
    }

    /// Whether blobs may be deleted, as far as can be told without trying.
    var mayDelete: Bool {
        guard case .token(let token) = authority else { return true }
        return token.permissions.contains("d")
    }

    private func address(_ key: String) -> String {
        let key = key.isEmpty ? "" : "/" + PercentEncoding.encode(key, keepsSlashes: true)
        return "\(base)/\(PercentEncoding.encode(container))\(key)"
    }

    // MARK: Calls

    struct Call {
        var operation: String
        var method = "GET"
        /// Empty for the container itself.
        var key = ""
        /// Not encoded.
        var query: [(name: String, value: String)] = []
        /// Names in lower case.
        var headers: [String: String] = [:]
        var body: HTTPBody?
    }

    /// A successful answer, after retries; with `md5` one that has this checksum of what was sent.
    func send(_ call: Call, md5: String? = nil) async throws(StorageError) -> HTTPResponse {
        try await caller.repeating { () async throws(StorageError) -> HTTPResponse in
            let response = try await exchange(call)
            guard (200...299).contains(response.status) else {
                throw AzureFailure.error(response, operation: call.operation)
            }
            if let md5, response.headers["content-md5"] != md5 {
                throw StorageError(.checksumMismatch, store: .azure, operation: call.operation)
            }
            return response
        }
    }

    private func exchange(_ call: Call) async throws(StorageError) -> HTTPResponse {
        var headers = call.headers
        headers["x-ms-version"] = AzureSharedAccess.version
        headers["x-ms-date"] = CivilTime(unixTime: caller.clock.unixTime()).httpDate
        var query = PercentEncoding.query(call.query)
        let address = address(call.key)
        switch authority {
        case .key(let key):
            let subject = AzureSharedKey.Subject(
                method: call.method, path: Self.path(of: address), query: call.query, headers: headers,
                contentLength: call.body?.count ?? 0)
            do throws(CryptographyError) { headers["authorization"] = try key.authorization(for: subject) } catch {
                throw StorageError(.credentials, store: .azure, operation: call.operation, detail: "\(error)")
            }
        case .token(let token):
            query += (query.isEmpty ? "" : "&") + token.query.reveal()
        }
        let request = HTTPClientRequest(
            method: call.method, url: address + (query.isEmpty ? "" : "?\(query)"), headers: headers)
        do throws(HTTPClientError) { return try await session.send(request, body: call.body) } catch {
            throw caller.failure(error, operation: call.operation)
        }
    }

    private static func path(of address: String) -> String {
        guard let start = address.firstRange(of: "://")?.upperBound else { return "/" }
        return address[start...].firstIndex(of: "/").map { String(address[$0...]) } ?? "/"
    }

    func unreadable(_ operation: String) -> StorageError {
        StorageError(.server(status: 200), store: .azure, operation: operation, detail: "the answer is not understood")
    }
}
