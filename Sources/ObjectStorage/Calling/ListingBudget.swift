/// What a listing may bring: a store that never ends one would fill the memory.
struct ListingBudget {
    private let store: StorageKind
    private let operation: String
    private var pages = 10_000
    private var entries = 1_000_000
    /// Of the pages' bodies.
    private var bytes = 256 << 20

    init(store: StorageKind, operation: String) {
        self.store = store
        self.operation = operation
    }

    /// Takes account of one page.
    mutating func take(bytes size: Int, entries count: Int) throws(StorageError) {
        pages -= 1
        entries -= count
        bytes -= size
        guard pages < 0 || entries < 0 || bytes < 0 else { return }
        throw StorageError(
            .invalidRequest, store: store, operation: operation, detail: "the list does not end; ask for a longer prefix")
    }
}
