internal import HTTPTransport

extension AliOSSStore {
    public func put(
        _ content: ObjectContent, to key: String, _ properties: ObjectProperties
    ) async throws(StorageError) -> StoredObject {
        let call = Call(operation: "putting \(key)", method: "PUT", key: key, headers: headers(properties))
        let answer = try await send(call, content: content).answer
        return StoredObject(key: key, size: content.count, tag: answer.headers["etag"] ?? "")
    }

    func headers(_ properties: ObjectProperties) -> [String: String] {
        var headers: [String: String] = [:]
        headers["content-type"] = properties.contentType ?? "application/octet-stream"
        headers["content-disposition"] = properties.contentDisposition
        headers["x-oss-tagging"] = properties.tagging
        for (name, value) in properties.metadata { headers["x-oss-meta-\(name.lowercased())"] = value }
        return headers
    }

    public func head(_ key: String) async throws(StorageError) -> StoredObject? {
        let call = Call(operation: "looking for \(key)", method: "HEAD", key: key)
        do throws(StorageError) {
            let answer = try await send(call)
            return StoredObject(
                key: key, size: answer.headers["content-length"].flatMap { UInt64($0) } ?? 0,
                tag: answer.headers["etag"] ?? "",
                modifiedAt: answer.headers["last-modified"].flatMap { CivilTime($0) }?.unixTime)
        } catch where error.problem == .notFound { return nil }
    }

    public func list(_ prefix: String) async throws(StorageError) -> [StoredObject] {
        let operation = "listing \(prefix)"
        var objects: [StoredObject] = []
        var token: String?
        var budget = ListingBudget(store: .aliOSS, operation: operation)
        repeat {
            var query = [
                // Encoded, since XML has no way to write some characters.
                ("list-type", "2"), ("prefix", prefix), ("max-keys", "1000"), ("encoding-type", "url"),
            ]
            if let token { query.append(("continuation-token", token)) }
            let answer = try await send(Call(operation: operation, query: query))
            guard let page = XMLElement.parse(answer.body), page.name == "ListBucketResult" else {
                throw unreadable(operation)
            }
            try budget.take(bytes: answer.body.count, entries: page.children.count)
            objects += page.all("Contents").compactMap(Self.object)
            let next = page["IsTruncated"]?.text == "true" ? page["NextContinuationToken"]?.text : nil
            guard next == nil || next != token else { throw unreadable(operation) }
            token = next
        } while token != nil
        return objects
    }

    private static func object(_ element: XMLElement) -> StoredObject? {
        guard let key = element["Key"]?.text, let size = element["Size"].flatMap({ UInt64($0.text) }) else { return nil }
        return StoredObject(
            key: PercentEncoding.decodeQuery(key), size: size, tag: element["ETag"]?.text ?? "",
            modifiedAt: (element["LastModified"]?.text).flatMap { CivilTime($0) }?.unixTime)
    }

    public func delete(_ key: String) async throws(StorageError) {
        do throws(StorageError) {
            _ = try await send(Call(operation: "deleting \(key)", method: "DELETE", key: key))
        } catch where error.problem == .notFound {}
    }
}
