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

    /// What the user can do.
    public var remedy: String { problem.remedy }
}

extension StorageError: CustomStringConvertible {
    public var description: String {
        "\(store): \(operation) failed: \(problem)" + (detail.isEmpty ? "" : " (\(detail))") + "; \(remedy)"
    }
}
