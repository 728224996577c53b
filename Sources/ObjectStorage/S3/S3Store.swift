internal import Cryptography
internal import HTTPTransport

/// A bucket of Amazon S3, or of any server that speaks its protocol.
public struct S3Store: ObjectStore {
    private let client: S3Client
    private let options: S3Options

    /// Connects to nothing. Throws for a bucket's name or an endpoint that is none.
    /// `addressRefusal` as for ``StorageOptions/makeStore(clock:addressRefusal:)``.
    public init(
        _ options: S3Options, clock: StorageClock = .system, addressRefusal: StorageOptions.AddressRefusal? = nil
    ) throws(StorageError) {
        let address = try S3Client.address(options)
        client = S3Client(options, at: address, clock: clock, addressRefusal: addressRefusal)
        self.options = options
    }

    public var kind: StorageKind { .s3 }

    public var limits: UploadLimits {
        UploadLimits(
            minimumPartSize: 5 << 20, maximumPartSize: 5 << 30, maximumPartCount: 10_000, maximumPutSize: 5 << 30)
    }

    public func location(of key: String) -> String { client.address.location(of: key) }

    // MARK: Whole objects

    public func put(
        _ content: ObjectContent, to key: String, _ properties: ObjectProperties
    ) async throws(StorageError) -> StoredObject {
        let operation = "putting \(key)"
        try check(key, operation)
        let headers = S3Headers.make(properties, options)
        let call = S3Call(method: "PUT", key: key, headers: headers, operation: operation)
        let tag = try await S3CheckedPut(client: client).send(call, content)
        return StoredObject(key: key, size: content.count, tag: tag)
    }

    public func head(_ key: String) async throws(StorageError) -> StoredObject? {
        do throws(StorageError) {
            let answer = try await client.send(S3Call(method: "HEAD", key: key, operation: "looking up \(key)")).answer
            return StoredObject(
                key: key, size: answer.headers["content-length"].flatMap { UInt64($0) } ?? 0,
                tag: S3Tag.plain(answer.headers["etag"] ?? ""),
                modifiedAt: answer.headers["last-modified"].flatMap { CivilTime($0)?.unixTime })
        } catch {
            guard error.problem == .notFound else { throw error }
            return nil
        }
    }

    public func list(_ prefix: String) async throws(StorageError) -> [StoredObject] {
        var objects: [StoredObject] = []
        var token: String?
        var budget = ListingBudget(store: .s3, operation: "listing \(prefix)")
        repeat {
            let page = try await page(of: prefix, token: token, &budget)
            objects += page.all("Contents").map { S3Store.object($0, in: page) }
            let next = page["IsTruncated"]?.text == "true" ? page["NextContinuationToken"]?.text : nil
            guard next == nil || next != token else { break }  // a server that turns in circles
            token = next
        } while token != nil
        return objects
    }

    private func page(
        of prefix: String, token: String?, _ budget: inout ListingBudget
    ) async throws(StorageError) -> XMLElement {
        var query = [(name: "list-type", value: "2"), ("encoding-type", "url")]
        if !prefix.isEmpty { query.append(("prefix", prefix)) }
        if let token { query.append(("continuation-token", token)) }
        return try await page(S3Call(method: "GET", query: query, operation: "listing \(prefix)"), &budget)
    }

    private static func object(_ element: XMLElement, in page: XMLElement) -> StoredObject {
        StoredObject(
            key: plain(element["Key"]?.text ?? "", in: page),
            size: element["Size"].flatMap { UInt64($0.text) } ?? 0, tag: S3Tag.plain(element["ETag"]?.text ?? ""),
            modifiedAt: element["LastModified"].flatMap { CivilTime($0.text)?.unixTime })
    }

    /// A key of an answer, which is encoded only where the server says so.
    private static func plain(_ key: String, in page: XMLElement) -> String {
        page["EncodingType"]?.text == "url" ? PercentEncoding.decodeQuery(key) : key
    }

    public func delete(_ key: String) async throws(StorageError) {
        try check(key, "deleting \(key)")
        try await ignoringMissing { () throws(StorageError) in
            _ = try await client.send(S3Call(method: "DELETE", key: key, operation: "deleting \(key)"))
        }
    }

    // MARK: Parts

    public func begin(_ key: String, _ properties: ObjectProperties) async throws(StorageError) -> MultipartUpload {
        let operation = "beginning an upload of \(key)"
        try check(key, operation)
        let call = S3Call(
            method: "POST", key: key, query: [("uploads", "")], headers: S3Headers.make(properties, options),
            operation: operation)
        guard let id = try await answer(to: call)["UploadId"]?.text, !id.isEmpty else {
            throw StorageError(.server(status: 200), store: .s3, operation: operation, detail: "the answer names no upload")
        }
        return MultipartUpload(key: key, id: id, startedAt: client.clock.unixTime())
    }

    public func put(
        part number: Int, _ content: ObjectContent, of upload: MultipartUpload
    ) async throws(StorageError) -> UploadedPart {
        let operation = "putting part \(number) of \(upload.key)"
        guard (1...limits.maximumPartCount).contains(number) else {
            throw StorageError(
                .invalidRequest, store: .s3, operation: operation, detail: "part numbers go from 1 to 10,000")
        }
        let call = S3Call(
            method: "PUT", key: upload.key, query: [("partNumber", "\(number)"), ("uploadId", upload.id)],
            operation: operation)
        let tag = try await S3CheckedPut(client: client).send(call, content)
        return UploadedPart(number: number, size: content.count, tag: tag)
    }

    public func complete(
        _ upload: MultipartUpload, _ parts: [UploadedPart]
    ) async throws(StorageError) -> StoredObject {
        let operation = "completing the upload of \(upload.key)"
        let size = parts.reduce(UInt64(0)) { $0 &+ $1.size }
        let expected = S3Tag.composite(of: parts)
        do throws(StorageError) {
            let call = S3Call(
                method: "POST", key: upload.key, query: [("uploadId", upload.id)],
                headers: ["content-type": "application/xml"], content: .bytes(S3Store.document(of: parts)),
                operation: operation)
            let tag = S3Tag.plain(try await answer(to: call)["ETag"]?.text ?? "")
            if tag != expected { try await checkSize(of: upload.key, size, operation) }
            return StoredObject(key: upload.key, size: size, tag: tag)
        } catch {
            // A try before this one may have done it, and only its answer was lost.
            guard error.problem == .notFound, let stored = try? await head(upload.key), stored.tag == expected,
                stored.size == size
            else { throw error }
            return stored
        }
    }

    /// The server has compared the tag of each part, so only a size that is known to differ is a failure. Its own tag may be
    /// no MD5, as with encryption by a managed key.
    private func checkSize(of key: String, _ size: UInt64, _ operation: String) async throws(StorageError) {
        guard let stored = try? await head(key), stored.size != size else { return }
        throw StorageError(
            .checksumMismatch, store: .s3, operation: operation, detail: "it has \(stored.size) of \(size) bytes")
    }

    private static func document(of parts: [UploadedPart]) -> [UInt8] {
        let elements = parts.sorted { $0.number < $1.number }.map { part in
            let tag = part.tag.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
            return "<Part><PartNumber>\(part.number)</PartNumber><ETag>&quot;\(tag)&quot;</ETag></Part>"
        }
        let space = "http://s3.amazonaws.com/doc/2006-03-01/"
        return Array("<CompleteMultipartUpload xmlns=\"\(space)\">\(elements.joined())</CompleteMultipartUpload>".utf8)
    }

    public func abort(_ upload: MultipartUpload) async throws(StorageError) {
        try await ignoringMissing { () throws(StorageError) in
            _ = try await client.send(
                S3Call(
                    method: "DELETE", key: upload.key, query: [("uploadId", upload.id)],
                    operation: "aborting the upload of \(upload.key)"))
        }
    }

    public func unfinishedUploads(_ prefix: String) async throws(StorageError) -> [MultipartUpload] {
        var uploads: [MultipartUpload] = []
        var marker: [(name: String, value: String)] = []
        let operation = "listing unfinished uploads of \(prefix)"
        var budget = ListingBudget(store: .s3, operation: operation)
        while true {
            var query = [(name: "uploads", value: ""), ("encoding-type", "url")] + marker
            if !prefix.isEmpty { query.append(("prefix", prefix)) }
            let page = try await page(S3Call(method: "GET", query: query, operation: operation), &budget)
            uploads += page.all("Upload").map { S3Store.upload($0, in: page) }
            guard page["IsTruncated"]?.text == "true", let key = page["NextKeyMarker"]?.text, !key.isEmpty else { break }
            let next = [
                (name: "key-marker", value: S3Store.plain(key, in: page)),
                ("upload-id-marker", page["NextUploadIdMarker"]?.text ?? ""),
            ]
            guard !next.elementsEqual(marker, by: ==) else { break }
            marker = next
        }
        return uploads.filter { $0.key.hasPrefix(prefix) }
    }

    public func hasParts(_ upload: MultipartUpload) async throws(StorageError) -> Bool {
        let call = S3Call(
            method: "GET", key: upload.key, query: [("max-parts", "1"), ("uploadId", upload.id)],
            operation: "listing parts of \(upload.key)")
        return try await answer(to: call)["Part"] != nil
    }

    private static func upload(_ element: XMLElement, in page: XMLElement) -> MultipartUpload {
        MultipartUpload(
            key: plain(element["Key"]?.text ?? "", in: page), id: element["UploadId"]?.text ?? "",
            startedAt: element["Initiated"].flatMap { CivilTime($0.text)?.unixTime })
    }

    // MARK: Without an object

    public func check() async throws(StorageError) {
        do throws(StorageError) {
            // Unlike HEAD, its refusal says why.
            let call = S3Call(
                method: "GET", query: [("list-type", "2"), ("max-keys", "1")],
                operation: "checking bucket \(options.bucket)")
            _ = try await client.send(call)
        } catch {
            if error.problem == .notFound {
                throw StorageError(.missingBucket, store: .s3, operation: error.operation, detail: error.detail)
            }
            // Keys that may only write are good.
            guard error.problem == .permission else { throw error }
        }
    }

    public func presignedURL(of key: String, validity: Duration) throws(StorageError) -> String? {
        guard let credentials = client.presentCredentials else { return nil }
        let signer = S3Signer(
            credentials: credentials, region: client.region, time: CivilTime(unixTime: client.clock.unixTime()))
        let request = S3Signer.Request(
            method: "GET", path: client.address.path(of: key), headers: ["host": client.host], payload: "")
        let seconds = min(max(validity.components.seconds, 1), S3Store.longestValidity)
        do {
            let query = try signer.presignedQuery(of: request, seconds: Int(seconds))
            return "\(client.address.scheme)://\(client.host)\(request.path)?\(query)"
        } catch {
            throw StorageError(.invalidRequest, store: .s3, operation: "signing an address", detail: "\(error)")
        }
    }

    /// A week, in seconds; the protocol knows no longer one.
    private static let longestValidity: Int64 = 7 * 86_400

    // MARK: Help

    private func check(_ key: String, _ operation: String) throws(StorageError) {
        guard !key.isEmpty, key.utf8.count <= 1_024, !key.utf8.contains(0) else {
            throw StorageError(
                .invalidRequest, store: .s3, operation: operation, detail: "a key has 1 to 1,024 bytes")
        }
    }

    private func answer(to call: S3Call) async throws(StorageError) -> XMLElement {
        try root(of: try await client.send(call).answer.body, call)
    }

    private func page(_ call: S3Call, _ budget: inout ListingBudget) async throws(StorageError) -> XMLElement {
        let body = try await client.send(call).answer.body
        let page = try root(of: body, call)
        try budget.take(bytes: body.count, entries: page.children.count)
        return page
    }

    private func root(of body: [UInt8], _ call: S3Call) throws(StorageError) -> XMLElement {
        guard let root = XMLElement.parse(body) else {
            throw StorageError(.server(status: 200), store: .s3, operation: call.operation, detail: "the answer is no XML")
        }
        return root
    }

    private func ignoringMissing(_ work: () async throws(StorageError) -> Void) async throws(StorageError) {
        do throws(StorageError) { try await work() } catch {
            guard error.problem == .notFound else { throw error }
        }
    }
}
