/// A set of keys of which the oldest are forgotten when they are too many.
struct RecentKeys: Sendable {
    private var ages: [String: UInt64] = [:]
    private var next: UInt64 = 0
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    func contains(_ key: String) -> Bool { ages[key] != nil }

    mutating func insert(_ key: String) {
        ages[key] = next
        next += 1
        guard ages.count > limit else { return }
        // Half of them at once, so that this is seldom.
        let kept = ages.sorted { $0.value > $1.value }.prefix(limit / 2).map { ($0.key, $0.value) }
        ages = Dictionary(kept) { first, _ in first }
    }

    mutating func remove(_ key: String) { ages[key] = nil }
}
