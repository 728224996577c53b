/// Why a store did not do what it was asked to.
public struct StorageError: Error, Hashable, Sendable {
    public var problem: StorageProblem
    public var store: StorageKind
    /// What was tried, on what: `putting a/b.mp4`. No secret and no signed address.
    public var operation: String
    /// The store's own code and words, or the library's; no secret and no signed address.
    public var detail: String

    public init(_ problem: StorageProblem, store: StorageKind, operation: String, detail: String = "") {
        self.problem = problem
        self.store = store
        self.operation = operation
        self.detail = detail
    }

    /// Whether the same call may succeed later, though nobody changes anything.
    public var isTransient: Bool { problem.isTransient }

    /// What the user can do, in the words of the store's own configuration.
    public var remedy: String {
        switch (store, problem) {
        case (.gcp, .credentials): "check the service account's JSON, and that its key has not been deleted or disabled"
        case (.azure, .credentials): "check the account's name and its key, or the expiry of the shared access signature"
        case (.azure, .missingBucket): "create the container, or check its name and the account's"
        case (.aliOSS, .region(let expected?)): "set the region to \(expected), and the endpoint to that region's"
        case (.local, .notFound), (.local, .invalidRequest): "give the absolute path of a folder that can be made and written to"
        case (.local, .permission): "let the user that runs this write to the folder"
        case (.local, .missingBucket): "create the folder, or mount its disk"
        default: problem.remedy
        }
    }
}

extension StorageError: CustomStringConvertible {
    public var description: String {
        "\(store): \(operation) failed: \(problem)" + (detail.isEmpty ? "" : " (\(detail))") + "; \(remedy)"
    }
}
