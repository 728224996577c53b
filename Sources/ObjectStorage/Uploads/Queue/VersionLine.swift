/// The versions of one object that changes, as a playlist: one goes up at a time, the newest that may, and those it makes
/// needless are dropped.
struct VersionLine: Sendable {
    /// So many wait at most. The oldest of them are kept, because they may go first, and the newest, because it counts in
    /// the end.
    static let limit = 8

    private(set) var running: UInt64?
    private var waiting: [(id: UInt64, isReady: Bool)] = []

    var isEmpty: Bool { running == nil && waiting.isEmpty }
    var newest: UInt64? { waiting.last?.id ?? running }

    /// Adds a newer version and returns the one that has to go for it.
    mutating func add(_ id: UInt64) -> UInt64? {
        waiting.append((id, false))
        guard waiting.count > Self.limit else { return nil }
        return waiting.remove(at: waiting.count - 2).id
    }

    /// What a version names is there.
    mutating func ready(_ id: UInt64) {
        guard let index = waiting.firstIndex(where: { $0.id == id }) else { return }
        waiting[index].isReady = true
    }

    mutating func ended(_ id: UInt64) {
        if running == id { running = nil }
        waiting.removeAll { $0.id == id }
    }

    /// The version that goes up now, if any, and those that it replaces.
    mutating func next() -> (go: UInt64, dropped: [UInt64])? {
        guard running == nil, let index = waiting.lastIndex(where: \.isReady) else { return nil }
        let dropped = waiting[..<index].map(\.id)
        let id = waiting[index].id
        waiting.removeFirst(index + 1)
        running = id
        return (id, dropped)
    }
}
