internal import Cryptography
internal import HTTPTransport
internal import Synchronization

/// Sends signed calls to a bucket and repeats them, learns the bucket's region, and tells failures apart.
final class S3Client: Sendable {
    /// An answer of success, and the MD5 of what was sent.
    struct Success: Sendable {
        var answer: HTTPResponse
        var md5: [UInt8] = []
    }

    let address: S3Address
    private let options: S3Options
    private let session: HTTPSession
    private let source: S3CredentialSource
    private let caller: StorageCaller
    /// As configured or, when nothing was, as a server said; empty before.
    private let learnedRegion: Mutex<String>

    /// `address` is that of the options.
    init(
        _ options: S3Options, at address: S3Address, clock: StorageClock, addressRefusal: StorageOptions.AddressRefusal?
    ) {
        self.address = address
        self.options = options
        session = HTTPSession(proxy: options.proxy, authoritiesFile: options.authoritiesFile, addressRefusal)
        caller = StorageCaller(kind: .s3, policy: options.retry, clock: clock)
        source = S3CredentialSource(options, session: session, caller: caller)
        learnedRegion = Mutex(options.region)
    }

    /// Where the options say that the bucket is.
    static func address(_ options: S3Options) throws(StorageError) -> S3Address {
        let address = S3Address(
            endpoint: options.endpoint, bucket: options.bucket, forcePathStyle: options.forcePathStyle)
        guard let address else {
            throw StorageError(
                .invalidRequest, store: .s3, operation: "using bucket '\(options.bucket)' at '\(options.endpoint)'",
                detail: "that is no bucket's name, or no host or http address")
        }
        // Amazon's hosts have it in their names.
        let isInHosts = address.isAmazon || options.assumedRole != nil && options.tokenServiceEndpoint.isEmpty
        guard !isInHosts || options.region.isEmpty || isRegion(options.region) else {
            throw StorageError(
                .invalidRequest, store: .s3, operation: "using region '\(options.region)'", detail: "that is no region's name")
        }
        return address
    }

    /// What is signed for.
    var region: String { learnedRegion.withLock { $0.isEmpty ? S3Client.defaultRegion : $0 } }

    static let defaultRegion = "us-east-1"

    var clock: StorageClock { caller.clock }

    /// Credentials that are at hand without a call; nil before a role was assumed.
    var presentCredentials: S3Credentials? { source.present }

    /// The host as the learned region has it.
    var host: String { address.host(region: learnedRegion.withLock { $0 }) }

    func send(_ call: S3Call) async throws(StorageError) -> Success {
        let signing = S3PayloadSigning(options.payloadSigning, isSecure: address.scheme == "https", call.content)
        var digests = ContentDigests()
        if let content = call.content, !signing.digests.isEmpty {
            digests = try await caller.digests(of: content, signing.digests, operation: call.operation)
        }
        let ready = digests  // made once, whatever the number of tries
        return try await caller.repeating { () throws(StorageError) in
            try await self.attempt(call, signing, ready)
        }
    }

    /// In Base64.
    func crc32c(of content: ObjectContent, _ operation: String) async throws(StorageError) -> String {
        let digest = try await caller.digests(of: content, [.crc32c], operation: operation).crc32c
        return S3Client.base64(digest)
    }

    private static func base64(_ bytes: [UInt8]) -> String { Base64.encode(bytes.span) }

    /// One try, and one more after what can be mended at once: another region, temporary keys that have expired.
    private func attempt(
        _ call: S3Call, _ signing: S3PayloadSigning, _ digests: ContentDigests
    ) async throws(StorageError) -> Success {
        for isLast in [false, true] {
            let credentials = try await source.credentials(operation: call.operation)
            let used = region
            let (answer, md5) = try await exchange(call, signing, digests, credentials)
            guard let failure = S3Client.failure(in: answer) else { return Success(answer: answer, md5: md5) }
            let problem = failure.problem(now: clock.unixTime(), region: used)
            if !isLast, mend(problem, failure, credentials) { continue }
            throw StorageError(problem, store: .s3, operation: call.operation, detail: S3Client.detail(of: failure))
        }
        throw StorageError(.invalidRequest, store: .s3, operation: call.operation)
    }

    private func mend(_ problem: StorageProblem, _ failure: S3Failure, _ credentials: S3Credentials) -> Bool {
        switch problem {
        case .region(let expected?) where options.region.isEmpty && S3Client.isRegion(expected):
            learnedRegion.withLock { $0 = expected }
            return true
        case .credentials where options.assumedRole != nil && failure.code.hasPrefix("Expired"):
            source.forget(credentials)
            return true
        default: return false
        }
    }

    /// The name becomes part of a host, and comes from outside.
    private static func isRegion(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 32 && text.utf8.allSatisfy {
            $0 >= 97 && $0 <= 122 || $0 >= 48 && $0 <= 57 || $0 == UInt8(ascii: "-")
        }
    }

    private func exchange(
        _ call: S3Call, _ signing: S3PayloadSigning, _ digests: ContentDigests, _ credentials: S3Credentials
    ) async throws(StorageError) -> (HTTPResponse, md5: [UInt8]) {
        let signer = S3Signer(
            credentials: credentials, region: region, time: CivilTime(unixTime: clock.unixTime()))
        let host = host
        var signed = S3Signer.Request(
            method: call.method, path: address.path(of: call.key), query: call.query,
            headers: call.headers.merging(["host": host]) { $1 }, payload: S3Signer.emptyDigest)
        signing.prepare(&signed, digests)
        do {
            var (headers, signature) = try signer.signedHeaders(of: signed)
            headers["host"] = nil  // the library's own, from the URL
            let query = call.query.isEmpty ? "" : "?" + PercentEncoding.query(call.query)
            let request = HTTPClientRequest(
                method: call.method, url: "\(address.scheme)://\(host)\(signed.path)\(query)", headers: headers)
            guard let content = call.content else { return (try await session.send(request), []) }
            guard signing.isChunked else { return (try await session.send(request, body: HTTPBody(content)), digests.md5) }
            let chunks = S3Chunks(content: content, signer: signer, seed: signature)
            return (try await session.send(request, body: chunks.body), chunks.digest.md5)
        } catch let error as HTTPClientError {
            throw caller.failure(error, operation: call.operation)
        } catch {
            throw StorageError(.invalidRequest, store: .s3, operation: call.operation, detail: "\(error)")
        }
    }

    /// Also for success that turns out to be none in the body, as when parts are put together.
    static func failure(in answer: HTTPResponse) -> S3Failure? {
        guard (200..<300).contains(answer.status) else { return S3Failure(answer) }
        guard answer.status == 200, answer.body.count < 64 << 10, !answer.body.isEmpty else { return nil }
        return XMLElement.parse(answer.body)?.name == "Error" ? S3Failure(answer) : nil
    }

    /// The server's words, shortened; they may name the access key's identifier, but no secret.
    static func detail(of failure: S3Failure) -> String {
        let words = [failure.code, failure.message].filter { !$0.isEmpty }.joined(separator: ": ")
        let line = words.map { $0.isNewline ? " " : $0 }
        return "status \(failure.status)" + (line.isEmpty ? "" : ", " + String(line.prefix(300)))
    }
}
