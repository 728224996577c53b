internal import Cryptography
internal import HTTPTransport

extension AzureStore {
    public func put(
        _ content: ObjectContent, to key: String, _ properties: ObjectProperties
    ) async throws(StorageError) -> StoredObject {
        let operation = "putting \(key)"
        let md5 = try await checksum(of: content, operation)
        var call = Call(
            operation: operation, method: "PUT", key: key, headers: try headers(properties, operation),
            body: HTTPBody(content))
        call.headers["x-ms-blob-type"] = "BlockBlob"
        call.headers["content-md5"] = md5
        let answer = try await send(call, md5: md5)
        return StoredObject(key: key, size: content.count, tag: answer.headers["etag"] ?? "")
    }

    /// In Base64.
    func checksum(of content: ObjectContent, _ operation: String) async throws(StorageError) -> String {
        let digests = try await caller.digests(of: content, [.md5], operation: operation)
        return Base64.encode(digests.md5.span)
    }

    func headers(_ properties: ObjectProperties, _ operation: String) throws(StorageError) -> [String: String] {
        var headers: [String: String] = [:]
        headers["x-ms-blob-content-type"] = properties.contentType ?? "application/octet-stream"
        headers["x-ms-blob-content-disposition"] = properties.contentDisposition
        headers["x-ms-tags"] = properties.tagging
        for (name, value) in properties.metadata {
            guard Self.isIdentifier(name) else {
                throw StorageError(
                    .invalidRequest, store: .azure, operation: operation,
                    detail: "the metadata's name \(name) has more than letters, digits and _")
            }
            headers["x-ms-meta-\(name.lowercased())"] = value
        }
        return headers
    }

    /// Names of metadata must be identifiers of C#.
    private static func isIdentifier(_ name: String) -> Bool {
        guard let first = name.first, !first.isNumber else { return false }
        return name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    }

    public func head(_ key: String) async throws(StorageError) -> StoredObject? {
        do throws(StorageError) {
            let answer = try await send(Call(operation: "looking for \(key)", method: "HEAD", key: key))
            return StoredObject(
                key: key, size: answer.headers["content-length"].flatMap { UInt64($0) } ?? 0,
                tag: answer.headers["etag"] ?? "",
                modifiedAt: answer.headers["last-modified"].flatMap { CivilTime($0) }?.unixTime)
        } catch where error.problem == .notFound { return nil }
    }

    public func list(_ prefix: String) async throws(StorageError) -> [StoredObject] {
        try await blobs(prefix, including: nil).compactMap { blob in
            let properties = blob["Properties"]
            guard let key = blob["Name"]?.text, let size = properties?["Content-Length"].flatMap({ UInt64($0.text) })
            else { return nil }
            // Lists have tags without the quotes that headers have.
            return StoredObject(
                key: key, size: size, tag: "\"\(properties?["Etag"]?.text ?? "")\"",
                modifiedAt: (properties?["Last-Modified"]?.text).flatMap { CivilTime($0) }?.unixTime)
        }
    }

    /// The elements of all pages.
    func blobs(_ prefix: String, including: String?) async throws(StorageError) -> [XMLElement] {
        let operation = "listing \(prefix)"
        var blobs: [XMLElement] = []
        var marker = ""
        var budget = ListingBudget(store: .azure, operation: operation)
        repeat {
            var query = [("restype", "container"), ("comp", "list"), ("prefix", prefix)]
            if let including { query.append(("include", including)) }
            if !marker.isEmpty { query.append(("marker", marker)) }
            let answer = try await send(Call(operation: operation, query: query))
            // Some answers begin with a byte order mark, which the parser knows.
            guard let page = XMLElement.parse(answer.body), page.name == "EnumerationResults" else {
                throw unreadable(operation)
            }
            let found = page["Blobs"]?.all("Blob") ?? []
            try budget.take(bytes: answer.body.count, entries: found.count)
            blobs += found
            let next = page["NextMarker"]?.text ?? ""
            guard next.isEmpty || next != marker else { throw unreadable(operation) }
            marker = next
        } while !marker.isEmpty
        return blobs
    }

    public func delete(_ key: String) async throws(StorageError) {
        do throws(StorageError) {
            _ = try await send(Call(operation: "deleting \(key)", method: "DELETE", key: key))
        } catch where error.problem == .notFound {}
    }
}
