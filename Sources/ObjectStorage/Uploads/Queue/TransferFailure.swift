/// Why a file did not reach one destination.
enum TransferFailure: Error {
    /// The store's doing; another store may take it.
    case storage(StorageError)
    /// Ours.
    case upload(UploadError)
}
