import Foundation

extension RecorderConfiguration {
    /// Where the files of a recording without a service go; nil for this machine. Throws ``StorageError`` for credentials
    /// that cannot be read.
    func standaloneStorage() throws -> JobStorage? {
        guard let options = storage.primary.store else { return nil }
        return try JobStorage(options.withCredentialsOfFile(), storage, folder: "\(uploadDirectory)/record-\(UnixClock.now())-\(getpid())")
    }
}
