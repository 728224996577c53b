internal import Cryptography
internal import HTTPTransport

/// Multipart uploads of the XML API.
extension GCPStore {
    private func target(_ key: String, _ query: String) -> String {
        "/\(PercentEncoding.encode(bucket))/\(PercentEncoding.encode(key, keepsSlashes: true))?\(query)"
    }

    public func begin(
        _ key: String, _ properties: ObjectProperties
    ) async throws(StorageError) -> MultipartUpload {
        let operation = "beginning \(key)"
        var headers: [String: String] = [:]
        headers["content-type"] = properties.contentType ?? "application/octet-stream"
        headers["content-disposition"] = properties.contentDisposition
        for (name, value) in properties.metadata { headers["x-goog-meta-\(name.lowercased())"] = value }
        let response = try await send(
            Call(
                operation: operation, method: "POST", target: target(key, "uploads"), headers: headers, body: .bytes([])),
            missing: .missingBucket)
        guard let id = XMLElement.parse(response.body)?["UploadId"]?.text, !id.isEmpty else {
            throw unreadable(operation)
        }
        return MultipartUpload(key: key, id: id, startedAt: caller.clock.unixTime())
    }

    public func put(
        part number: Int, _ content: ObjectContent, of upload: MultipartUpload
    ) async throws(StorageError) -> UploadedPart {
        let operation = "putting part \(number) of \(upload.key)"
        let digests = try await caller.digests(of: content, [.crc32c], operation: operation)
        let crc32c = Base64.encode(digests.crc32c.span)
        let query = PercentEncoding.query([("partNumber", "\(number)"), ("uploadId", upload.id)])
        let call = Call(
            operation: operation, method: "PUT", target: target(upload.key, query),
            headers: ["x-goog-hash": "crc32c=\(crc32c)"], body: HTTPBody(content))
        let response = try await send(call, crc32c: crc32c)
        let tag = GCPPartTag(etag: response.headers["etag"] ?? "", crc32c: crc32c)
        return UploadedPart(number: number, size: content.count, tag: tag.text)
    }

    public func complete(
        _ upload: MultipartUpload, _ parts: [UploadedPart]
    ) async throws(StorageError) -> StoredObject {
        let operation = "completing \(upload.key)"
        let parts = parts.sorted { $0.number < $1.number }
        guard let crc32c = GCPPartTag.combined(parts) else {
            throw StorageError(.invalidRequest, store: .gcp, operation: operation, detail: "a part's tag is not of this store")
        }
        let expected = StoredObject(
            key: upload.key, size: parts.reduce(0) { $0 + $1.size }, tag: GCPObject.tag(crc32c))
        let query = PercentEncoding.query([("uploadId", upload.id)])
        let call = Call(
            operation: operation, method: "POST", target: target(upload.key, query),
            headers: ["content-type": "application/xml"], body: .bytes(GCPPartTag.document(parts)))
        var told: String?
        do throws(StorageError) {
            let response = try await send(call)
            // An error may come after a status of success was sent.
            guard XMLElement.parse(response.body)?.name == "CompleteMultipartUploadResult" else {
                throw GCPFailure.error(response, operation: operation)
            }
            told = GCPObject.crc32c(response)
        } catch where error.problem == .notFound {
            // Perhaps complete already: the answer to an earlier call may have been lost.
            guard let stored = try await head(upload.key), stored.tag == expected.tag else { throw error }
        }
        guard try await matches(told, expected) else {
            throw StorageError(.checksumMismatch, store: .gcp, operation: operation)
        }
        return expected
    }

    /// Where the answer has no checksum the object is looked at. Without the right to, each part's own comparison holds.
    private func matches(_ told: String?, _ expected: StoredObject) async throws(StorageError) -> Bool {
        if let told { return GCPObject.tag(told) == expected.tag }
        do throws(StorageError) {
            return try await head(expected.key)?.tag == expected.tag
        } catch where error.problem == .permission { return true }
    }

    public func abort(_ upload: MultipartUpload) async throws(StorageError) {
        let query = PercentEncoding.query([("uploadId", upload.id)])
        do throws(StorageError) {
            _ = try await send(
                Call(operation: "aborting \(upload.key)", method: "DELETE", target: target(upload.key, query)))
        } catch where error.problem == .notFound {}
    }

    public func unfinishedUploads(_ prefix: String) async throws(StorageError) -> [MultipartUpload] {
        let operation = "listing uploads of \(prefix)"
        var uploads: [MultipartUpload] = []
        var markers: [(name: String, value: String)] = []
        var budget = ListingBudget(store: .gcp, operation: operation)
        repeat {
            let query = PercentEncoding.query([("prefix", prefix)] + markers)
            let response = try await send(
                Call(operation: operation, target: "/\(PercentEncoding.encode(bucket))?uploads&\(query)"),
                missing: .missingBucket)
            guard let page = XMLElement.parse(response.body), page.name == "ListMultipartUploadsResult" else {
                throw unreadable(operation)
            }
            try budget.take(bytes: response.body.count, entries: page.children.count)
            uploads += page.all("Upload").compactMap { upload in
                guard let key = upload["Key"]?.text, let id = upload["UploadId"]?.text else { return nil }
                let time = (upload["Initiated"]?.text).flatMap { CivilTime($0) }
                return MultipartUpload(key: key, id: id, startedAt: time?.unixTime)
            }
            let next = [
                ("key-marker", page["NextKeyMarker"]?.text ?? ""),
                ("upload-id-marker", page["NextUploadIdMarker"]?.text ?? ""),
            ]
            guard !next.elementsEqual(markers, by: ==) else { throw unreadable(operation) }
            markers = page["IsTruncated"]?.text == "true" ? next : []
        } while !markers.isEmpty
        return uploads
    }

    public func hasParts(_ upload: MultipartUpload) async throws(StorageError) -> Bool {
        let operation = "listing parts of \(upload.key)"
        let query = PercentEncoding.query([("max-parts", "1"), ("uploadId", upload.id)])
        let response = try await send(Call(operation: operation, target: target(upload.key, query)))
        guard let page = XMLElement.parse(response.body), page.name == "ListPartsResult" else {
            throw unreadable(operation)
        }
        return page["Part"] != nil
    }
}
