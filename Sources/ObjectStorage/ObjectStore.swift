/// A place that keeps objects under keys: a local folder, or a bucket of a cloud.
///
/// Every call retries by itself what is worth retrying, for as long as the store's ``RetryPolicy`` says, and then throws. A call
/// that ends well with a ``StoredObject`` or ``UploadedPart`` means more than an answer of success: the store's own checksum of
/// what it took equals that of what was sent, so that the source may be deleted.
///
/// Keys are UTF-8 without a leading slash; an object that is there already is replaced. A call ends soon when its task is
/// cancelled.
public protocol ObjectStore: Sendable {
    /// Begins the texts of the store's errors.
    var kind: StorageKind { get }
    /// What one call may carry.
    var limits: UploadLimits { get }

    /// Where users find the object of `key`: an address, or a path. Whether it is there is not looked at.
    func location(of key: String) -> String

    /// Stores an object whole.
    func put(
        _ content: ObjectContent, to key: String, _ properties: ObjectProperties
    ) async throws(StorageError) -> StoredObject

    /// What is stored under `key`; nil when nothing is.
    func head(_ key: String) async throws(StorageError) -> StoredObject?

    /// All objects whose keys begin with `prefix`, in the order of their keys.
    func list(_ prefix: String) async throws(StorageError) -> [StoredObject]

    /// Removes an object. What is not there is removed already.
    func delete(_ key: String) async throws(StorageError)

    /// Begins an upload in parts. Nothing is to be seen under `key` before ``complete(_:_:)``.
    func begin(_ key: String, _ properties: ObjectProperties) async throws(StorageError) -> MultipartUpload

    /// Stores a part; the same number again replaces it. Numbers begin at 1, and parts may come in any order and at the same
    /// time unless ``UploadLimits/partsAreSequential``.
    func put(
        part number: Int, _ content: ObjectContent, of upload: MultipartUpload
    ) async throws(StorageError) -> UploadedPart

    /// Makes one object of the parts, in the order of their numbers. Completing once more what is complete is no error as
    /// long as the store holds the object of these parts.
    func complete(_ upload: MultipartUpload, _ parts: [UploadedPart]) async throws(StorageError) -> StoredObject

    /// Gives an upload up and frees its parts. One that is not there any more is no error.
    func abort(_ upload: MultipartUpload) async throws(StorageError)

    /// The uploads begun for keys with this prefix, neither completed nor aborted. Empty where the store cannot tell.
    func unfinishedUploads(_ prefix: String) async throws(StorageError) -> [MultipartUpload]

    /// Whether anybody has stored a part of an upload; true where the store cannot tell.
    func hasParts(_ upload: MultipartUpload) async throws(StorageError) -> Bool

    /// A cheap signed call that finds wrong credentials and missing buckets before anything is recorded. Leaves nothing in
    /// the store, and a lack of permission to read is no error: keys with the least privilege may only write.
    func check() async throws(StorageError)

    /// An address that lets anybody read the object for some time; nil where the store has no such thing. Worth a secret.
    func presignedURL(of key: String, validity: Duration) throws(StorageError) -> String?
}
