internal import Cryptography
internal import HTTPTransport

/// Parts are blocks, which the blob's list names at the end. Blocks that no list names expire after a week.
extension AzureStore {
    public func begin(
        _ key: String, _ properties: ObjectProperties
    ) async throws(StorageError) -> MultipartUpload {
        _ = try headers(properties, "beginning \(key)")
        do throws(CryptographyError) {
            let id = try AzureUploadID(properties)
            return MultipartUpload(key: key, id: id.text, startedAt: caller.clock.unixTime())
        } catch {
            throw StorageError(.invalidRequest, store: .azure, operation: "beginning \(key)", detail: "\(error)")
        }
    }

    private func id(of upload: MultipartUpload, _ operation: String) throws(StorageError) -> AzureUploadID {
        guard let id = AzureUploadID(upload.id) else {
            throw StorageError(.invalidRequest, store: .azure, operation: operation, detail: "the upload is not of this store")
        }
        return id
    }

    public func put(
        part number: Int, _ content: ObjectContent, of upload: MultipartUpload
    ) async throws(StorageError) -> UploadedPart {
        let operation = "putting part \(number) of \(upload.key)"
        let id = try id(of: upload, operation)
        let md5 = try await checksum(of: content, operation)
        let call = Call(
            operation: operation, method: "PUT", key: upload.key,
            query: [("comp", "block"), ("blockid", id.block(number))], headers: ["content-md5": md5],
            body: HTTPBody(content))
        _ = try await send(call, md5: md5)
        return UploadedPart(number: number, size: content.count, tag: md5)
    }

    public func complete(
        _ upload: MultipartUpload, _ parts: [UploadedPart]
    ) async throws(StorageError) -> StoredObject {
        let operation = "completing \(upload.key)"
        let id = try id(of: upload, operation)
        let parts = parts.sorted { $0.number < $1.number }
        // The latest: once they are a blob's, the same list is right again.
        let items = parts.map { "<Latest>\(id.block($0.number))</Latest>" }
        let body = Array("<?xml version=\"1.0\" encoding=\"utf-8\"?><BlockList>\(items.joined())</BlockList>".utf8)
        let md5 = try await checksum(of: .bytes(body), operation)
        var call = Call(
            operation: operation, method: "PUT", key: upload.key, query: [("comp", "blocklist")],
            headers: try headers(id.properties, operation), body: .bytes(body))
        call.headers["content-md5"] = md5
        let answer = try await send(call, md5: md5)
        return StoredObject(
            key: upload.key, size: parts.reduce(0) { $0 + $1.size }, tag: answer.headers["etag"] ?? "")
    }

    /// Blocks cannot be deleted as such. Where no blob is in the way, an empty one takes them away and is deleted again; its mark
    /// lets a second abort finish what a first could not. Without the rights for that the blocks expire.
    public func abort(_ upload: MultipartUpload) async throws(StorageError) {
        guard mayDelete else { return }
        let operation = "aborting \(upload.key)"
        let nonce = try id(of: upload, operation).nonce
        do throws(StorageError) {
            if try await uncommitted(upload.key, operation)?.nonce == nonce {
                try await replaceBlocks(upload.key, mark: nonce, operation)
            }
            try await deleteMarked(upload.key, mark: nonce, operation)
        } catch where error.problem == .permission {}
    }

    private static let abortMark = "x-ms-meta-sluice_aborted"

    private func replaceBlocks(_ key: String, mark: String, _ operation: String) async throws(StorageError) {
        let headers = ["x-ms-blob-type": "BlockBlob", "if-none-match": "*", Self.abortMark: mark]
        let call = Call(operation: operation, method: "PUT", key: key, headers: headers, body: .bytes([]))
        do throws(StorageError) { _ = try await send(call) } catch where error.detail.hasPrefix("BlobAlreadyExists") {}
    }

    private func deleteMarked(_ key: String, mark: String, _ operation: String) async throws(StorageError) {
        do throws(StorageError) {
            let blob = try await send(Call(operation: operation, method: "HEAD", key: key))
            guard blob.headers[Self.abortMark] == mark, let tag = blob.headers["etag"] else { return }
            _ = try await send(Call(operation: operation, method: "DELETE", key: key, headers: ["if-match": tag]))
        } catch where error.problem == .notFound {}
    }

    /// Only blobs that are nothing but blocks yet are found: those of a blob that is to be replaced are not listed.
    public func unfinishedUploads(_ prefix: String) async throws(StorageError) -> [MultipartUpload] {
        var uploads: [MultipartUpload] = []
        for blob in try await blobs(prefix, including: "uncommittedblobs") {
            // A blob that exists has a tag.
            guard let key = blob["Name"]?.text, blob["Properties"]?["Etag"]?.text.isEmpty ?? true else { continue }
            if let id = try await uncommitted(key, "listing uploads of \(prefix)") {
                uploads.append(MultipartUpload(key: key, id: id.text))
            }
        }
        return uploads
    }

    /// Only its blocks tell of an upload.
    public func hasParts(_ upload: MultipartUpload) async throws(StorageError) -> Bool { true }

    /// The upload of the first block of ours that no list of a blob names; nil when there is none.
    private func uncommitted(_ key: String, _ operation: String) async throws(StorageError) -> AzureUploadID? {
        let call = Call(
            operation: operation, key: key, query: [("comp", "blocklist"), ("blocklisttype", "uncommitted")])
        do throws(StorageError) {
            let blocks = XMLElement.parse(try await send(call).body)?["UncommittedBlocks"]?.all("Block") ?? []
            return blocks.lazy.compactMap { AzureUploadID(block: $0["Name"]?.text ?? "") }.first
        } catch where error.problem == .notFound { return nil }
    }
}
