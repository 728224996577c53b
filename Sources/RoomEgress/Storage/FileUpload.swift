internal import ObjectStorage
internal import Synchronization

/// The upload of one file that a job writes. The calls may come from the file's thread; none but ``finish(size:)`` waits.
final class FileUpload: Sendable {
    /// Where a stored file is.
    struct Place: Hashable, Sendable {
        let location: String
        let isInBackup: Bool
    }

    private struct State {
        var upload: GrowingUpload?
        var settled: UInt64 = 0
    }

    private let file: UploadFile
    private let uploads: JobUploads
    private let state = Mutex(State())
    private let start: Task<Result<GrowingUpload, UploadError>, Never>

    init(_ file: UploadFile, _ uploads: JobUploads) {
        (self.file, self.uploads) = (file, uploads)
        start = Task {
            do throws(UploadError) {
                return .success(try await uploads.queue.uploadGrowing(file))
            } catch { return .failure(error) }
        }
        Task { [self] in
            guard let upload = try? await start.value.get() else { return }
            let settled = state.withLock { state in
                state.upload = upload
                return state.settled
            }
            upload.grow(to: settled)
        }
    }

    /// The first `size` bytes are written and stay as they are, those aside that the format changes at the end.
    func grow(to size: UInt64) {
        let upload = state.withLock { state in
            state.settled = max(state.settled, size)
            return state.upload
        }
        upload?.grow(to: size)
    }

    /// The file is complete. Answers when a store has it; throws when none took it, and it stays where it is.
    func finish(size: UInt64) async throws -> Place {
        guard case .success(let upload) = await start.value else {
            // What kept it from being begun may be over: a disk that was full, too many open files.
            let late: Upload
            do throws(UploadError) { late = try await uploads.queue.upload(file) } catch {
                throw UnrecordedFile(path: file.path, cause: error)
            }
            return uploads.place(of: try await late.stored)
        }
        upload.finish(size: size)
        return uploads.place(of: try await upload.upload.stored)
    }

    /// There is no file.
    func discard() async {
        guard let upload = try? await start.value.get() else { return }
        upload.discard()
    }
}
