internal import Cryptography
internal import HTTPTransport

/// A bucket of Alibaba Cloud's Object Storage Service.
///
/// What is sent carries its MD5, so that the store refuses anything else, and is compared by CRC-64 with what the store has.
public struct AliOSSStore: ObjectStore {
    public let kind = StorageKind.aliOSS
    public let limits = UploadLimits(
        minimumPartSize: 100 << 10, maximumPartSize: 5 << 30, maximumPartCount: 10_000, maximumPutSize: 5 << 30)

    let caller: StorageCaller
    private let bucket: String
    private let session: HTTPSession
    private let endpoint: AliOSSEndpoint
    private let signature: AliOSSSignature

    /// `addressRefusal` as for ``StorageOptions/makeStore(clock:addressRefusal:)``.
    public init(
        _ options: AliOSSOptions, clock: StorageClock = .system, addressRefusal: StorageOptions.AddressRefusal? = nil
    ) throws(StorageError) {
        func invalid(_ detail: String) -> StorageError {
            StorageError(.invalidRequest, store: .aliOSS, operation: "reading the options", detail: detail)
        }
        guard !options.bucket.isEmpty, !options.bucket.contains("/") else { throw invalid("no bucket's name") }
        guard let endpoint = AliOSSEndpoint(options.endpoint, region: options.region) else {
            throw invalid("the endpoint names no region, so that region must be set")
        }
        self.endpoint = endpoint
        bucket = options.bucket
        session = HTTPSession(proxy: options.proxy, authoritiesFile: options.authoritiesFile, addressRefusal)
        caller = StorageCaller(kind: .aliOSS, policy: options.retry, clock: clock)
        signature = AliOSSSignature(
            accessKey: options.accessKey, secret: options.secret, region: endpoint.region)
    }

    public func location(of key: String) -> String { "https://\(bucket).\(endpoint.host)/\(key)" }

    /// Asks for a list of one. A refusal of that alone says that the credentials are good.
    public func check() async throws(StorageError) {
        let call = Call(
            operation: "checking bucket \(bucket)", query: [("list-type", "2"), ("max-keys", "1")])
        do throws(StorageError) { _ = try await send(call) } catch where error.problem == .permission {}
    }

    public func presignedURL(of key: String, validity: Duration) throws(StorageError) -> String? {
        let seconds = min(max(validity.components.seconds, 1), 604_800)  // a week is the longest that is accepted
        let subject = AliOSSSignature.Subject(method: "GET", resource: "/\(bucket)/\(key)")
        do throws(CryptographyError) {
            let query = try signature.query(for: subject, at: now, validity: seconds)
            return "\(endpoint.address(bucket: bucket, key: key))?\(query)"
        } catch {
            throw StorageError(.credentials, store: .aliOSS, operation: "signing an address", detail: "\(error)")
        }
    }

    private var now: CivilTime { CivilTime(unixTime: caller.clock.unixTime()) }

    // MARK: Calls

    struct Call {
        var operation: String
        var method = "GET"
        /// Empty for the bucket itself.
        var key = ""
        /// Not encoded.
        var query: [(name: String, value: String)] = []
        /// Names in lower case.
        var headers: [String: String] = [:]
        var body: HTTPBody?
    }

    /// A successful answer, after retries; with `crc64` one that has this checksum.
    func send(_ call: Call, crc64: UInt64? = nil) async throws(StorageError) -> HTTPResponse {
        try await caller.repeating { () async throws(StorageError) -> HTTPResponse in
            let response = try await exchange(call)
            guard (200...299).contains(response.status) else {
                throw AliOSSFailure.error(response, operation: call.operation)
            }
            if let crc64, response.headers[AliOSSChecksums.header] != "\(crc64)" {
                throw StorageError(.checksumMismatch, store: .aliOSS, operation: call.operation)
            }
            return response
        }
    }

    private func exchange(_ call: Call) async throws(StorageError) -> HTTPResponse {
        let subject = AliOSSSignature.Subject(
            method: call.method, resource: "/\(bucket)/\(call.key)", query: call.query, headers: call.headers)
        var headers = call.headers
        do throws(CryptographyError) {
            let added = try signature.headers(for: subject, at: now)
            headers.merge(added) { $1 }
        } catch {
            throw StorageError(.credentials, store: .aliOSS, operation: call.operation, detail: "\(error)")
        }
        let query = PercentEncoding.query(call.query)
        let address = endpoint.address(bucket: bucket, key: call.key) + (query.isEmpty ? "" : "?\(query)")
        let request = HTTPClientRequest(method: call.method, url: address, headers: headers)
        do throws(HTTPClientError) { return try await session.send(request, body: call.body) } catch {
            throw caller.failure(error, operation: call.operation)
        }
    }

    /// Sends `content` with its checksums.
    func send(
        _ call: Call, content: ObjectContent
    ) async throws(StorageError) -> (answer: HTTPResponse, checksums: AliOSSChecksums) {
        let checksums: AliOSSChecksums
        do throws(ContentReader.Failure) {
            checksums = try await BlockingThread.run { () throws(ContentReader.Failure) in
                try AliOSSChecksums.make(content)
            }
        } catch {
            throw StorageError(.source, store: .aliOSS, operation: call.operation, detail: error.detail)
        }
        var call = call
        call.headers["content-md5"] = checksums.md5
        call.body = HTTPBody(content)
        return (try await send(call, crc64: checksums.crc64), checksums)
    }

    func unreadable(_ operation: String) -> StorageError {
        StorageError(.server(status: 200), store: .aliOSS, operation: operation, detail: "the answer is not understood")
    }
}
