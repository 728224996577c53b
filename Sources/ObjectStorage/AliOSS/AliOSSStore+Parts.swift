internal import HTTPTransport

extension AliOSSStore {
    public func begin(
        _ key: String, _ properties: ObjectProperties
    ) async throws(StorageError) -> MultipartUpload {
        let operation = "beginning \(key)"
        let answer = try await send(
            Call(
                operation: operation, method: "POST", key: key, query: [("uploads", "")], headers: headers(properties),
                body: .bytes([])))
        guard let id = XMLElement.parse(answer.body)?["UploadId"]?.text, !id.isEmpty else { throw unreadable(operation) }
        return MultipartUpload(key: key, id: id, startedAt: caller.clock.unixTime())
    }

    public func put(
        part number: Int, _ content: ObjectContent, of upload: MultipartUpload
    ) async throws(StorageError) -> UploadedPart {
        let call = Call(
            operation: "putting part \(number) of \(upload.key)", method: "PUT", key: upload.key,
            query: [("partNumber", "\(number)"), ("uploadId", upload.id)])
        let (answer, checksums) = try await send(call, content: content)
        let tag = AliOSSPartTag(etag: answer.headers["etag"] ?? "", crc64: checksums.crc64)
        return UploadedPart(number: number, size: content.count, tag: tag.text)
    }

    public func complete(
        _ upload: MultipartUpload, _ parts: [UploadedPart]
    ) async throws(StorageError) -> StoredObject {
        let operation = "completing \(upload.key)"
        let parts = parts.sorted { $0.number < $1.number }
        guard let crc64 = AliOSSPartTag.combined(parts) else {
            throw StorageError(
                .invalidRequest, store: .aliOSS, operation: operation, detail: "a part's tag is not of this store")
        }
        let call = Call(
            operation: operation, method: "POST", key: upload.key, query: [("uploadId", upload.id)],
            headers: ["content-type": "application/xml"], body: .bytes(AliOSSPartTag.document(parts)))
        let answer: HTTPResponse
        do throws(StorageError) { answer = try await send(call) } catch where error.problem == .notFound {
            // Perhaps complete already: the answer to an earlier call may have been lost.
            let look = Call(operation: operation, method: "HEAD", key: upload.key)
            answer = try await send(look)
            guard answer.headers[AliOSSChecksums.header] == "\(crc64)" else { throw error }
        }
        guard answer.headers[AliOSSChecksums.header] == "\(crc64)" else {
            throw StorageError(.checksumMismatch, store: .aliOSS, operation: operation)
        }
        let tag = XMLElement.parse(answer.body)?["ETag"]?.text ?? answer.headers["etag"] ?? ""
        return StoredObject(key: upload.key, size: parts.reduce(0) { $0 + $1.size }, tag: tag)
    }

    public func abort(_ upload: MultipartUpload) async throws(StorageError) {
        let call = Call(
            operation: "aborting \(upload.key)", method: "DELETE", key: upload.key, query: [("uploadId", upload.id)])
        do throws(StorageError) { _ = try await send(call) } catch where error.problem == .notFound {}
    }

    public func unfinishedUploads(_ prefix: String) async throws(StorageError) -> [MultipartUpload] {
        let operation = "listing uploads of \(prefix)"
        var uploads: [MultipartUpload] = []
        var markers: [(name: String, value: String)] = []
        var budget = ListingBudget(store: .aliOSS, operation: operation)
        repeat {
            let query = [("uploads", ""), ("prefix", prefix), ("encoding-type", "url")] + markers
            let answer = try await send(Call(operation: operation, query: query))
            guard let page = XMLElement.parse(answer.body), page.name == "ListMultipartUploadsResult" else {
                throw unreadable(operation)
            }
            try budget.take(bytes: answer.body.count, entries: page.children.count)
            uploads += page.all("Upload").compactMap(Self.upload)
            let next = [
                ("key-marker", PercentEncoding.decodeQuery(page["NextKeyMarker"]?.text ?? "")),
                ("upload-id-marker", page["NextUploadIdMarker"]?.text ?? ""),
            ]
            guard !next.elementsEqual(markers, by: ==) else { throw unreadable(operation) }
            markers = page["IsTruncated"]?.text == "true" ? next : []
        } while !markers.isEmpty
        return uploads
    }

    public func hasParts(_ upload: MultipartUpload) async throws(StorageError) -> Bool {
        let operation = "listing parts of \(upload.key)"
        let call = Call(operation: operation, key: upload.key, query: [("max-parts", "1"), ("uploadId", upload.id)])
        guard let page = XMLElement.parse(try await send(call).body), page.name == "ListPartsResult" else {
            throw unreadable(operation)
        }
        return page["Part"] != nil
    }

    private static func upload(_ element: XMLElement) -> MultipartUpload? {
        guard let key = element["Key"]?.text, let id = element["UploadId"]?.text else { return nil }
        return MultipartUpload(
            key: PercentEncoding.decodeQuery(key), id: id,
            startedAt: (element["Initiated"]?.text).flatMap { CivilTime($0) }?.unixTime)
    }
}
