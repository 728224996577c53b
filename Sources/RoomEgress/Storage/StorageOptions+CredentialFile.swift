internal import Cryptography
internal import ObjectStorage

extension StorageOptions {
    /// The same with a service account's JSON where a configuration gives the path of one. Never for requests: they would read
    /// this machine's files.
    func withCredentialsOfFile() throws(StorageError) -> StorageOptions {
        guard case .gcp(var options) = self else { return self }
        options.credentials = try GCPOptions.credentials(fromVariable: options.credentials.reveal())
        return .gcp(options)
    }
}
