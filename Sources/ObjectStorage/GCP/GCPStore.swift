internal import Cryptography
internal import HTTPTransport

/// A bucket of Google Cloud Storage.
///
/// Whole objects go through the JSON API's resumable uploads, so that a broken connection costs what was in flight and no more;
/// parts through the XML API's multipart uploads, whose parts may come in any order and need no right but to create objects.
/// Every upload is compared by CRC32C.
public struct GCPStore: ObjectStore {
    public let kind = StorageKind.gcp
    public let limits = UploadLimits(
        minimumPartSize: 5 << 20, maximumPartSize: 5 << 30, maximumPartCount: 10_000, maximumPutSize: 5 << 40)

    let bucket: String
    let caller: StorageCaller
    let session: HTTPSession
    /// Without a slash at its end.
    private let base: String
    private let tokens: GCPTokenSource
    private let signer: GCPSignedURL?

    private static let googleEndpoint = "https://storage.googleapis.com"

    /// `addressRefusal` as for ``StorageOptions/makeStore(clock:addressRefusal:)``.
    public init(
        _ options: GCPOptions, clock: StorageClock = .system, addressRefusal: StorageOptions.AddressRefusal? = nil
    ) throws(StorageError) {
        guard !options.bucket.isEmpty, !options.bucket.contains("/") else {
            throw StorageError(.invalidRequest, store: .gcp, operation: "reading the options", detail: "no bucket's name")
        }
        let credentials = try GCPCredentials(json: options.credentials)
        let session = HTTPSession(proxy: options.proxy, authoritiesFile: options.authoritiesFile, addressRefusal)
        var endpoint = options.endpoint.isEmpty ? Self.googleEndpoint : options.endpoint
        while endpoint.hasSuffix("/") { endpoint.removeLast() }
        bucket = options.bucket
        base = endpoint
        caller = StorageCaller(kind: .gcp, policy: options.retry, clock: clock)
        self.session = session
        tokens = GCPTokenSource(credentials, session: session, clock: clock)
        signer = Self.signer(credentials, endpoint: endpoint)
    }

    private static func signer(_ credentials: GCPCredentials, endpoint: String) -> GCPSignedURL? {
        guard case .serviceAccount(let email, let key, _) = credentials.grant else { return nil }
        let host = endpoint.firstRange(of: "://").map { String(endpoint[$0.upperBound...]) } ?? endpoint
        return GCPSignedURL(email: email, key: key, host: host)
    }

    public func location(of key: String) -> String { "https://\(bucket).storage.googleapis.com/\(key)" }

    /// Asks which rights these credentials have, which needs none.
    public func check() async throws(StorageError) {
        let operation = "checking bucket \(bucket)"
        let query = PercentEncoding.query([("permissions", "storage.objects.create")])
        let response = try await send(
            Call(operation: operation, target: "\(bucketPath)/iam/testPermissions?\(query)"), missing: .missingBucket)
        guard String(decoding: response.body, as: UTF8.self).contains("storage.objects.create") else {
            throw StorageError(
                .permission, store: .gcp, operation: operation, detail: "storage.objects.create is not granted")
        }
    }

    public func presignedURL(of key: String, validity: Duration) throws(StorageError) -> String? {
        guard let signer else { return nil }
        let seconds = min(max(validity.components.seconds, 1), 604_800)  // a week is the longest that is accepted
        do throws(CryptographyError) {
            let time = CivilTime(unixTime: caller.clock.unixTime())
            return try base + signer.target(for: "/\(bucket)/\(key)", at: time, validity: seconds)
        } catch {
            throw StorageError(.credentials, store: .gcp, operation: "signing an address", detail: "\(error)")
        }
    }

    // MARK: Calls

    struct Call {
        var operation: String
        var method = "GET"
        /// Path and query, encoded.
        var target: String
        var headers: [String: String] = [:]
        var body: HTTPBody?
    }

    var bucketPath: String { "/storage/v1/b/\(PercentEncoding.encode(bucket))" }

    func objectPath(_ key: String) -> String { "\(bucketPath)/o/\(PercentEncoding.encode(key))" }

    /// A successful answer, after retries; with `crc32c` one that has this checksum. `missing` is what a status of 404 means
    /// unless its words tell.
    func send(
        _ call: Call, missing: StorageProblem = .notFound, crc32c: String? = nil
    ) async throws(StorageError) -> HTTPResponse {
        try await caller.repeating { () async throws(StorageError) -> HTTPResponse in
            let response = try await sendOnce(call, missing: missing)
            if let crc32c, GCPObject.crc32c(response) != crc32c {
                throw StorageError(.checksumMismatch, store: .gcp, operation: call.operation)
            }
            return response
        }
    }

    private func sendOnce(_ call: Call, missing: StorageProblem) async throws(StorageError) -> HTTPResponse {
        let token = try await tokens.current()
        var response = try await exchange(call, token)
        if response.status == 401 {
            // It may have been taken back before its time; a new one decides.
            await tokens.forget(token)
            response = try await exchange(call, try await tokens.current())
        }
        guard (200...299).contains(response.status) else {
            var error = GCPFailure.error(response, operation: call.operation)
            if error.problem == .notFound { error.problem = missing }
            throw error
        }
        return response
    }

    private func exchange(_ call: Call, _ token: Secret) async throws(StorageError) -> HTTPResponse {
        var headers = call.headers
        headers["authorization"] = "Bearer \(token.reveal())"
        let request = HTTPClientRequest(method: call.method, url: base + call.target, headers: headers)
        do throws(HTTPClientError) { return try await session.send(request, body: call.body) } catch {
            throw caller.failure(error, operation: call.operation)
        }
    }

    /// Whether `address`, which an answer gave, may be told an object's content.
    func isOurs(_ address: String) -> Bool {
        func origin(_ url: String) -> Substring {
            guard let start = url.firstRange(of: "://")?.upperBound else { return "" }
            return url[..<(url[start...].firstIndex { "/?#".contains($0) } ?? url.endIndex)]
        }
        return origin(address) == origin(base)
    }
}
