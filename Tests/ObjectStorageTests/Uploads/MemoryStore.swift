import Foundation
import ObjectStorage
import Synchronization

/// A store in memory that counts, refuses what it is told to refuse, and is as strict as a real one.
final class MemoryStore: ObjectStore {
    enum Call: Hashable, Sendable {
        case put(String)
        case begin(String)
        case part(String, Int)
        case complete(String)
        case abort(String)
        case list(String)
    }

    struct State {
        var objects: [String: [UInt8]] = [:]
        var uploads: [String: (upload: MultipartUpload, parts: [Int: [UInt8]])] = [:]
        var completed: [String: String] = [:]
        var calls: [Call] = []
        var nextID = 0
        var concurrent = 0
        var mostConcurrent = 0
        /// Uploads in parts whose answer was lost: begun, but nobody was told.
        var loseBegin = 0
    }

    let kind: StorageKind
    let limits: UploadLimits
    let state = Mutex(State())
    /// What goes wrong before a call has any effect; may also wait.
    let fault: @Sendable (Call) async -> StorageProblem?
    let unixTime: Int64 = 1_700_000_000

    init(
        _ kind: StorageKind = .s3, sequential: Bool = false, partSize: UInt64 = 10,
        fault: @escaping @Sendable (Call) async -> StorageProblem? = { _ in nil }
    ) {
        self.kind = kind
        self.fault = fault
        limits = UploadLimits(
            minimumPartSize: partSize, maximumPartSize: 1 << 30, maximumPartCount: 10_000, maximumPutSize: 1 << 30,
            partsAreSequential: sequential)
    }

    var objects: [String: [UInt8]] { state.withLock { $0.objects } }
    var calls: [Call] { state.withLock { $0.calls } }
    var unfinishedCount: Int { state.withLock { $0.uploads.count } }

    func location(of key: String) -> String { "\(kind.rawValue.lowercased())://\(key)" }

    private func enter(_ call: Call) async throws(StorageError) {
        state.withLock { state in
            state.calls.append(call)
            state.concurrent += 1
            state.mostConcurrent = max(state.mostConcurrent, state.concurrent)
        }
        defer { state.withLock { $0.concurrent -= 1 } }
        await Task.yield()
        if let problem = await fault(call) { throw error(problem, call) }
        if Task.isCancelled { throw error(.cancelled, call) }
    }

    private func error(_ problem: StorageProblem, _ call: Call) -> StorageError {
        StorageError(problem, store: kind, operation: "\(call)")
    }

    private func bytes(_ content: ObjectContent) throws(StorageError) -> [UInt8] {
        switch content {
        case .bytes(let bytes): return bytes
        case .file(let path, let offset, let count):
            guard let file = FileHandle(forReadingAtPath: path), (try? file.seek(toOffset: offset)) != nil,
                let data = try? file.read(upToCount: Int(count)) ?? Data(), data.count == count
            else { throw StorageError(.source, store: kind, operation: "reading \(path)") }
            return Array(data)
        }
    }

    func put(
        _ content: ObjectContent, to key: String, _ properties: ObjectProperties
    ) async throws(StorageError) -> StoredObject {
        try await enter(.put(key))
        let bytes = try bytes(content)
        state.withLock { $0.objects[key] = bytes }
        return StoredObject(key: key, size: UInt64(bytes.count), tag: "\(bytes.hashValue)")
    }

    func head(_ key: String) async throws(StorageError) -> StoredObject? {
        objects[key].map { StoredObject(key: key, size: UInt64($0.count), tag: "\($0.hashValue)") }
    }

    func list(_ prefix: String) async throws(StorageError) -> [StoredObject] { [] }

    func delete(_ key: String) async throws(StorageError) { state.withLock { $0.objects[key] = nil } }

    func begin(_ key: String, _ properties: ObjectProperties) async throws(StorageError) -> MultipartUpload {
        try await enter(.begin(key))
        let (upload, isLost) = state.withLock { state in
            state.nextID += 1
            let upload = MultipartUpload(key: key, id: "upload-\(state.nextID)", startedAt: unixTime)
            state.uploads[upload.id] = (upload, [:])
            state.loseBegin -= 1
            return (upload, state.loseBegin >= 0)
        }
        if isLost { throw error(.network, .begin(key)) }
        return upload
    }

    func put(
        part number: Int, _ content: ObjectContent, of upload: MultipartUpload
    ) async throws(StorageError) -> UploadedPart {
        try await enter(.part(upload.key, number))
        let bytes = try bytes(content)
        let problem: StorageProblem? = state.withLock { state in
            guard let known = state.uploads[upload.id] else { return .notFound }
            if limits.partsAreSequential, number != known.parts.count + 1 { return .invalidRequest }
            state.uploads[upload.id]?.parts[number] = bytes
            return nil
        }
        if let problem { throw error(problem, .part(upload.key, number)) }
        return UploadedPart(number: number, size: UInt64(bytes.count), tag: "tag-\(number)")
    }

    func complete(_ upload: MultipartUpload, _ parts: [UploadedPart]) async throws(StorageError) -> StoredObject {
        try await enter(.complete(upload.key))
        let result: Result<StoredObject, StorageError> = state.withLock { state in
            if let key = state.completed[upload.id], let bytes = state.objects[key] {
                return .success(StoredObject(key: key, size: UInt64(bytes.count), tag: upload.id))
            }
            guard let known = state.uploads[upload.id] else { return .failure(error(.notFound, .complete(upload.key))) }
            let isWhole = parts.dropLast().allSatisfy { $0.size >= limits.minimumPartSize }
            let matches = parts.allSatisfy { UInt64(known.parts[$0.number]?.count ?? -1) == $0.size }
            guard isWhole, matches, !parts.isEmpty else {
                return .failure(error(.invalidRequest, .complete(upload.key)))
            }
            let bytes = parts.flatMap { known.parts[$0.number] ?? [] }
            state.objects[upload.key] = bytes
            state.completed[upload.id] = upload.key
            state.uploads[upload.id] = nil
            return .success(StoredObject(key: upload.key, size: UInt64(bytes.count), tag: upload.id))
        }
        return try result.get()
    }

    func abort(_ upload: MultipartUpload) async throws(StorageError) {
        try await enter(.abort(upload.id))
        state.withLock { $0.uploads[upload.id] = nil }
    }

    func unfinishedUploads(_ prefix: String) async throws(StorageError) -> [MultipartUpload] {
        try await enter(.list(prefix))
        return state.withLock { $0.uploads.values.map(\.upload).filter { $0.key.hasPrefix(prefix) } }
    }

    func hasParts(_ upload: MultipartUpload) async throws(StorageError) -> Bool {
        state.withLock { $0.uploads[upload.id]?.parts.isEmpty == false }
    }

    func check() async throws(StorageError) {}

    func presignedURL(of key: String, validity: Duration) throws(StorageError) -> String? { nil }
}
