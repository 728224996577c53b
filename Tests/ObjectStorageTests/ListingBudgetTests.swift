import Testing

@testable import ObjectStorage

struct ListingBudgetTests {
    /// How many such pages a store may answer with.
    private func pages(bytes: Int, entries: Int) -> Int {
        var budget = ListingBudget(store: .s3, operation: "listing")
        var count = 0
        while (try? budget.take(bytes: bytes, entries: entries)) != nil { count += 1 }
        return count
    }

    @Test func `a list is given up by its pages, its entries and its size`() {
        #expect(pages(bytes: 0, entries: 0) == 10_000)
        #expect(pages(bytes: 100, entries: 1_000) == 1_000)
        #expect(pages(bytes: 64 << 20, entries: 1) == 4)
    }

    @Test func `no answer of a store counts backwards`() {
        var budget = ListingBudget(store: .s3, operation: "listing")
        #expect(throws: StorageError.self) { try budget.take(bytes: 0, entries: 2_000_000) }
    }
}
