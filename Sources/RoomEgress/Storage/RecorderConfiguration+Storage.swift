import Foundation

extension RecorderConfiguration {
    /// Where the files of a recording without a service go; nil for this machine. Throws ``StorageError`` for credentials
    /// that cannot be read.
    func standaloneStorage() throws -> JobStorage? {
        guard let options = storage.primary.store else { return nil }
        let name = "\(Self.standalonePrefix)\(UnixClock.now())-\(getpid())"
        return try JobStorage(options.withCredentialsOfFile(), storage, folder: "\(uploadDirectory)/\(name)")
    }

    /// Begins the names of such recordings' folders; egresses have identifiers of their own.
    static let standalonePrefix = "record-"
}
