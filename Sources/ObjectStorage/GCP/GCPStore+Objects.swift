internal import Cryptography
internal import Foundation
internal import HTTPTransport

extension GCPStore {
    private struct Description: Encodable {
        var name: String
        var contentType: String?
        var contentDisposition: String?
        var metadata: [String: String]?
        /// The store refuses a content that has another.
        var crc32c: String
    }

    public func put(
        _ content: ObjectContent, to key: String, _ properties: ObjectProperties
    ) async throws(StorageError) -> StoredObject {
        let operation = "putting \(key)"
        let digests = try await caller.digests(of: content, [.crc32c], operation: operation)
        let crc32c = Base64.encode(digests.crc32c.span)
        let upload = GCPResumableUpload(content: content, operation: operation, store: self)
        let description = Description(
            name: key, contentType: properties.contentType, contentDisposition: properties.contentDisposition,
            metadata: properties.metadata.isEmpty ? nil : properties.metadata, crc32c: crc32c)
        var object: GCPObject
        do throws(StorageError) {
            object = try await upload.send(to: try await session(for: description, content, operation))
        } catch where error.problem == .notFound {
            // The session is gone, as it may be after a fault of the store; a second one is worth a try.
            object = try await upload.send(to: try await session(for: description, content, operation))
        }
        guard object.crc32c == crc32c, object.size == "\(content.count)" else {
            throw StorageError(.checksumMismatch, store: .gcp, operation: operation)
        }
        object.name = key
        return object.stored
    }

    /// The address of a new upload session, which is worth as much as a credential.
    private func session(
        for description: Description, _ content: ObjectContent, _ operation: String
    ) async throws(StorageError) -> Secret {
        let query = PercentEncoding.query([("uploadType", "resumable"), ("name", description.name)])
        var headers = ["content-type": "application/json; charset=UTF-8", "x-upload-content-length": "\(content.count)"]
        headers["x-upload-content-type"] = description.contentType
        guard let body = try? JSONEncoder().encode(description) else {
            throw StorageError(.invalidRequest, store: .gcp, operation: operation)
        }
        let response = try await send(
            Call(
                operation: operation, method: "POST", target: "/upload\(bucketPath)/o?\(query)", headers: headers,
                body: .bytes(Array(body))),
            missing: .missingBucket)
        guard let address = response.headers["location"], isOurs(address) else {
            throw StorageError(
                .server(status: response.status), store: .gcp, operation: operation, detail: "no session of its own")
        }
        return Secret(address)
    }

    public func head(_ key: String) async throws(StorageError) -> StoredObject? {
        let operation = "looking for \(key)"
        let call = Call(operation: operation, target: "\(objectPath(key))?fields=\(PercentEncoding.encode(GCPObject.fields))")
        do throws(StorageError) {
            guard let object = GCPObject(try await send(call).body) else { throw unreadable(operation) }
            return object.stored
        } catch where error.problem == .notFound { return nil }
    }

    private struct Page: Decodable {
        var items: [GCPObject]?
        var nextPageToken: String?
    }

    public func list(_ prefix: String) async throws(StorageError) -> [StoredObject] {
        let operation = "listing \(prefix)"
        var objects: [StoredObject] = []
        var token: String?
        var budget = ListingBudget(store: .gcp, operation: operation)
        repeat {
            var query = [
                ("prefix", prefix), ("maxResults", "1000"), ("fields", "nextPageToken,items(\(GCPObject.fields))"),
            ]
            if let token { query.append(("pageToken", token)) }
            let response = try await send(
                Call(operation: operation, target: "\(bucketPath)/o?\(PercentEncoding.query(query))"),
                missing: .missingBucket)
            guard let page = try? JSONDecoder().decode(Page.self, from: Data(response.body)),
                page.nextPageToken != token || token == nil
            else { throw unreadable(operation) }
            try budget.take(bytes: response.body.count, entries: page.items?.count ?? 0)
            objects += (page.items ?? []).map(\.stored)
            token = page.nextPageToken
        } while token != nil
        return objects
    }

    public func delete(_ key: String) async throws(StorageError) {
        do throws(StorageError) {
            _ = try await send(Call(operation: "deleting \(key)", method: "DELETE", target: objectPath(key)))
        } catch where error.problem == .notFound {}
    }

    func unreadable(_ operation: String) -> StorageError {
        StorageError(.server(status: 200), store: .gcp, operation: operation, detail: "the answer is not understood")
    }
}
