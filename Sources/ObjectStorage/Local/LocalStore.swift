internal import Cryptography

/// A folder in which objects are files: what is seen under a name is whole, since it gets its name last.
///
/// Files and folders have the permissions that the process's mask leaves. An object's tag is made of its size, its time and its
/// inode. Uploads in parts wait in the folder `.unfinished-uploads`.
public struct LocalStore: ObjectStore {
    private let root: String
    private let folder: LocalFolder
    private let uploads: LocalFolder

    /// `path` is made when something is first put. Throws when it is not absolute.
    public init(_ path: String) throws(StorageError) {
        guard path.hasPrefix("/"), !path.utf8.contains(0) else {
            throw StorageError(
                .invalidRequest, store: .local, operation: "using folder '\(path)'", detail: "give an absolute path")
        }
        var root = path
        while root.hasSuffix("/") { root.removeLast() }
        self.root = root
        folder = LocalFolder(root)
        uploads = LocalFolder("\(root)/\(LocalStore.uploadsName)")
    }

    static let uploadsName = ".unfinished-uploads"

    public var kind: StorageKind { .local }

    public var limits: UploadLimits {
        UploadLimits(minimumPartSize: 1, maximumPartSize: 1 << 40, maximumPartCount: 100_000, maximumPutSize: 1 << 50)
    }

    public func location(of key: String) -> String { "\(root)/\(key)" }

    public func put(
        _ content: ObjectContent, to key: String, _ properties: ObjectProperties
    ) async throws(StorageError) -> StoredObject {
        let path = try path(key, "putting \(key)")
        return try await run("putting \(key)") { () throws(LocalFailure) in
            try folder.write([content], to: path)
            return try folder.object(key, at: path)
        }
    }

    public func head(_ key: String) async throws(StorageError) -> StoredObject? {
        let path = try path(key, "looking up \(key)")
        return try await run("looking up \(key)") { () throws(LocalFailure) in
            do throws(LocalFailure) { return try folder.object(key, at: path) } catch {
                guard error.isMissing else { throw error }
                return nil
            }
        }
    }

    public func list(_ prefix: String) async throws(StorageError) -> [StoredObject] {
        try await run("listing \(prefix)") { () throws(LocalFailure) in
            var objects: [StoredObject] = []
            for key in try folder.files(prefix: prefix, except: LocalStore.uploadsName) {
                // One that is deleted meanwhile is not there.
                if let object = try? folder.object(key, at: "\(root)/\(key)") { objects.append(object) }
            }
            return objects
        }
    }

    public func delete(_ key: String) async throws(StorageError) {
        let path = try path(key, "deleting \(key)")
        try await run("deleting \(key)") { () throws(LocalFailure) in try folder.remove(path) }
    }

    // MARK: Parts

    public func begin(_ key: String, _ properties: ObjectProperties) async throws(StorageError) -> MultipartUpload {
        _ = try path(key, "beginning an upload of \(key)")
        return try await run("beginning an upload of \(key)") { () throws(LocalFailure) in
            guard let id = try? RandomBytes.identifier(prefix: "U_", length: 20) else {
                throw LocalFailure(code: 0, detail: "no random numbers")
            }
            try uploads.write([.bytes(Array(key.utf8))], to: keyFile(id))
            let startedAt = try uploads.object(key, at: keyFile(id)).modifiedAt
            return MultipartUpload(key: key, id: id, startedAt: startedAt)
        }
    }

    public func put(
        part number: Int, _ content: ObjectContent, of upload: MultipartUpload
    ) async throws(StorageError) -> UploadedPart {
        let operation = "putting part \(number) of \(upload.key)"
        let file = try partFile(number, of: upload, operation)
        return try await run(operation) { () throws(LocalFailure) in
            _ = try uploads.object(upload.key, at: keyFile(upload.id))
            try uploads.write([content], to: file)
            let stored = try uploads.object(upload.key, at: file)
            return UploadedPart(number: number, size: stored.size, tag: stored.tag)
        }
    }

    public func complete(
        _ upload: MultipartUpload, _ parts: [UploadedPart]
    ) async throws(StorageError) -> StoredObject {
        let operation = "completing the upload of \(upload.key)"
        let path = try path(upload.key, operation)
        var files: [(UploadedPart, String)] = []
        for part in parts.sorted(by: { $0.number < $1.number }) {
            files.append((part, try partFile(part.number, of: upload, operation)))
        }
        let (ordered, size) = (files, parts.reduce(UInt64(0)) { $0 &+ $1.size })
        return try await run(operation) { () throws(LocalFailure) in
            do throws(LocalFailure) {
                for (part, file) in ordered where try uploads.object(upload.key, at: file).tag != part.tag {
                    throw LocalFailure(code: 0, detail: "part \(part.number) was replaced")
                }
                try folder.write(ordered.map { .file(path: $1, offset: 0, count: $0.size) }, to: path)
            } catch {
                // A try before this one may have done it, and only its caller was lost.
                guard error.isMissing, let stored = try? folder.object(upload.key, at: path), stored.size == size else {
                    throw error
                }
            }
            try uploads.removeAll("\(uploads.root)/\(upload.id)")
            return try folder.object(upload.key, at: path)
        }
    }

    public func abort(_ upload: MultipartUpload) async throws(StorageError) {
        let operation = "aborting the upload of \(upload.key)"
        _ = try partFile(1, of: upload, operation)
        try await run(operation) { () throws(LocalFailure) in try uploads.removeAll("\(uploads.root)/\(upload.id)") }
    }

    public func unfinishedUploads(_ prefix: String) async throws(StorageError) -> [MultipartUpload] {
        try await run("listing unfinished uploads of \(prefix)") { () throws(LocalFailure) in
            var found: [MultipartUpload] = []
            for file in try uploads.files(prefix: "", except: "") where file.hasSuffix("/key") {
                let id = String(file.dropLast(4))
                guard let stored = try? uploads.object("", at: keyFile(id)), stored.size <= 4_096 else { continue }
                let reader = try ContentReader.local(.file(path: keyFile(id), offset: 0, count: stored.size))
                let key = String(decoding: try reader.localRead(4_096), as: UTF8.self)
                guard key.hasPrefix(prefix) else { continue }
                found.append(MultipartUpload(key: key, id: id, startedAt: stored.modifiedAt))
            }
            return found.sorted { ($0.key, $0.id) < ($1.key, $1.id) }
        }
    }

    public func hasParts(_ upload: MultipartUpload) async throws(StorageError) -> Bool {
        let operation = "listing parts of \(upload.key)"
        _ = try partFile(1, of: upload, operation)
        return try await run(operation) { () throws(LocalFailure) in
            try uploads.files(prefix: "\(upload.id)/", except: "").contains { $0 != "\(upload.id)/key" }
        }
    }

    // MARK: Without an object

    /// Makes the folder if need be, and a file in it that is gone again.
    public func check() async throws(StorageError) {
        try await run("checking folder \(root)") { () throws(LocalFailure) in
            let path = "\(root)/.check-\((try? RandomBytes.identifier(prefix: "")) ?? "")"
            try folder.write([.bytes([])], to: path)
            try folder.remove(path)
        }
    }

    public func presignedURL(of key: String, validity: Duration) throws(StorageError) -> String? { nil }

    // MARK: Help

    /// The object's file, which must be below the folder.
    private func path(_ key: String, _ operation: String) throws(StorageError) -> String {
        let parts = key.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." && $0.utf8.count <= 255 }),
            parts.first != Substring(LocalStore.uploadsName), !key.utf8.contains(0)
        else {
            throw StorageError(
                .invalidRequest, store: .local, operation: operation, detail: "the key is no path below the folder")
        }
        return "\(root)/\(key)"
    }

    private func keyFile(_ id: String) -> String { "\(uploads.root)/\(id)/key" }

    private func partFile(_ number: Int, of upload: MultipartUpload, _ operation: String) throws(StorageError) -> String {
        let isOurs = upload.id.hasPrefix("U_") && upload.id.utf8.allSatisfy { $0 != 0 && $0 != UInt8(ascii: "/") }
        guard isOurs, (1...limits.maximumPartCount).contains(number) else {
            throw StorageError(.invalidRequest, store: .local, operation: operation, detail: "no such upload, or part number")
        }
        return "\(uploads.root)/\(upload.id)/\(number)"
    }

    private func run<Value: Sendable>(
        _ operation: String, _ work: @escaping @Sendable () throws(LocalFailure) -> Value
    ) async throws(StorageError) -> Value {
        do throws(LocalFailure) { return try await BlockingThread.run(work) } catch {
            throw StorageError(error.problem, store: .local, operation: operation, detail: error.detail)
        }
    }
}
