internal import MediaTypes
internal import ObjectStorage
internal import ProtocolModels

/// The last word about egresses whose processes left none.
enum DeadEgress {
    /// How an egress that was last told as `info` has ended at `time`, in nanoseconds since the Unix epoch: its streams
    /// and files end with it. The recording that it has left at `path` is finished, which takes reading through it.
    static func info(
        after info: LiveKit.EgressInfo, _ outcome: EgressOutcome, recording path: String? = nil, at time: Int64
    ) -> LiveKit.EgressInfo {
        var builder = EgressInfoBuilder(resuming: info)
        guard !builder.isFinal else { return info }
        builder.finish(outcome, files: path.flatMap { recovered($0, at: time) }.map { [$0] } ?? [], at: time)
        return builder.info
    }

    /// The same once its files have been brought to their store.
    static func stored(_ info: LiveKit.EgressInfo, _ uploads: [PendingUploads.Outcome]) -> LiveKit.EgressInfo {
        var info = info
        for upload in uploads {
            guard let location = upload.location else { continue }
            if upload.isInBackup { info.backupStorageUsed = true }
            if upload.key.hasSuffix("\(info.egressID).json") { info.manifestLocation = location }
            for index in info.fileResults.indices where info.fileResults[index].filename.hasSuffix(upload.key) {
                info.fileResults[index].location = location
                info.fileResults[index].size = Int64(clamping: upload.size)
            }
            if case .file? = info.result, let file = info.fileResults.first { info.result = .file(file) }
        }
        return info
    }

    /// The same with its files where they will be in their store.
    static func located(_ info: LiveKit.EgressInfo, in storage: JobStorage) -> LiveKit.EgressInfo {
        var info = info
        for index in info.fileResults.indices {
            guard let key = storage.key(of: info.fileResults[index].location) else { continue }
            info.fileResults[index].location = storage.store.location(of: key)
        }
        if case .file? = info.result, let file = info.fileResults.first { info.result = .file(file) }
        return info
    }

    private static func recovered(_ path: String, at time: Int64) -> FileResult? {
        guard case .saved(let duration, let byteCount) = RecordingRecovery.recover(path: path) else { return nil }
        var result = FileResult(filename: path, location: path)
        result.endedAt = time
        result.duration = duration.nanoseconds
        result.size = Int64(clamping: byteCount)
        return result
    }
}
