internal import ObjectStorage

/// A store below a prefix: keys go in without it, and come back without it.
struct PrefixedStore: ObjectStore {
    let base: any ObjectStore
    /// Empty, or with a slash at its end.
    let prefix: String

    init(_ base: any ObjectStore, prefix: String) {
        self.base = base
        let name = prefix.drop { $0 == "/" }
        self.prefix = name.isEmpty || name.hasSuffix("/") ? String(name) : "\(name)/"
    }

    var kind: StorageKind { base.kind }
    var limits: UploadLimits { base.limits }

    func location(of key: String) -> String { base.location(of: prefix + key) }

    func put(
        _ content: ObjectContent, to key: String, _ properties: ObjectProperties
    ) async throws(StorageError) -> StoredObject {
        inner(try await base.put(content, to: prefix + key, properties))
    }

    func head(_ key: String) async throws(StorageError) -> StoredObject? { try await base.head(prefix + key).map(inner) }

    func list(_ prefix: String) async throws(StorageError) -> [StoredObject] {
        try await base.list(self.prefix + prefix).map(inner)
    }

    func delete(_ key: String) async throws(StorageError) { try await base.delete(prefix + key) }

    func begin(_ key: String, _ properties: ObjectProperties) async throws(StorageError) -> MultipartUpload {
        inner(try await base.begin(prefix + key, properties))
    }

    func put(
        part number: Int, _ content: ObjectContent, of upload: MultipartUpload
    ) async throws(StorageError) -> UploadedPart {
        try await base.put(part: number, content, of: outer(upload))
    }

    func complete(_ upload: MultipartUpload, _ parts: [UploadedPart]) async throws(StorageError) -> StoredObject {
        inner(try await base.complete(outer(upload), parts))
    }

    func abort(_ upload: MultipartUpload) async throws(StorageError) { try await base.abort(outer(upload)) }

    func unfinishedUploads(_ prefix: String) async throws(StorageError) -> [MultipartUpload] {
        try await base.unfinishedUploads(self.prefix + prefix).map(inner)
    }

    func hasParts(_ upload: MultipartUpload) async throws(StorageError) -> Bool {
        try await base.hasParts(outer(upload))
    }

    func check() async throws(StorageError) { try await base.check() }

    func presignedURL(of key: String, validity: Duration) throws(StorageError) -> String? {
        try base.presignedURL(of: prefix + key, validity: validity)
    }

    // MARK: Keys

    private func inner(_ key: String) -> String { key.hasPrefix(prefix) ? String(key.dropFirst(prefix.count)) : key }

    private func inner(_ object: StoredObject) -> StoredObject {
        var object = object
        object.key = inner(object.key)
        return object
    }

    private func inner(_ upload: MultipartUpload) -> MultipartUpload {
        var upload = upload
        upload.key = inner(upload.key)
        return upload
    }

    private func outer(_ upload: MultipartUpload) -> MultipartUpload {
        var upload = upload
        upload.key = prefix + upload.key
        return upload
    }
}
