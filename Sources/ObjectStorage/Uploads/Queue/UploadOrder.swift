/// Which uploads may go: after those they name, one at a time for a key, of the versions of an object the newest.
struct UploadOrder: Sendable {
    enum Turn: Hashable, Sendable {
        case go
        /// A newer version goes instead.
        case replaced(by: UInt64)
        /// What it names was not stored.
        case predecessorFailed(key: String)
    }

    private struct Entry {
        var key: String
        var isVersion: Bool
        var blockers: Set<UInt64>
        var hasTurn = false
    }

    private var entries: [UInt64: Entry] = [:]
    /// Who waits for whom.
    private var followers: [UInt64: [UInt64]] = [:]
    private var byKey: [String: [UInt64]] = [:]
    private var lines: [String: VersionLine] = [:]
    /// As many as a playlist may name of a day's segments; nobody asks for older ones.
    private var failedKeys = RecentKeys(limit: mostFailedKeys)

    static let mostFailedKeys = 40_000

    var count: Int { entries.count }

    func contains(_ id: UInt64) -> Bool { entries[id] != nil }

    /// Of these keys, those that still have to be stored.
    func pending(_ keys: [String]) -> [String] { keys.filter { byKey[$0] != nil || failedKeys.contains($0) } }

    /// An object will not be there.
    mutating func lost(_ key: String) { failedKeys.insert(key) }

    /// Adds an upload; identifiers rise. Answers whose turn it is now.
    mutating func add(_ id: UInt64, key: String, follows: [String], isVersion: Bool) -> [UInt64: Turn] {
        var blockers = Set(follows.filter { $0 != key }.flatMap { byKey[$0] ?? [] })
        if !isVersion { blockers.formUnion(byKey[key] ?? []) }
        entries[id] = Entry(key: key, isVersion: isVersion, blockers: blockers)
        for blocker in blockers { followers[blocker, default: []].append(id) }
        byKey[key, default: []].append(id)
        var turns: [UInt64: Turn] = [:]
        if let missing = follows.first(where: failedKeys.contains) { return give(.predecessorFailed(key: missing), to: id) }
        if isVersion, let dropped = lines[key, default: VersionLine()].add(id) {
            turns.merge(give(.replaced(by: id), to: dropped)) { first, _ in first }
        }
        return turns.merging(advance(id)) { first, _ in first }
    }

    /// An upload ended. Answers whose turn it is now.
    mutating func ended(_ id: UInt64, isStored: Bool) -> [UInt64: Turn] {
        guard let entry = entries.removeValue(forKey: id) else { return [:] }
        byKey[entry.key]?.removeAll { $0 == id }
        if byKey[entry.key]?.isEmpty == true { byKey[entry.key] = nil }
        if isStored { failedKeys.remove(entry.key) } else { failedKeys.insert(entry.key) }
        lines[entry.key]?.ended(id)
        var turns: [UInt64: Turn] = [:]
        var keys: Set = [entry.key]
        for follower in followers.removeValue(forKey: id) ?? [] where entries[follower]?.blockers.remove(id) != nil {
            if !isStored, let key = entries[follower]?.key, key != entry.key {
                turns.merge(give(.predecessorFailed(key: entry.key), to: follower)) { first, _ in first }
                lines[key]?.ended(follower)
            } else if let key = release(follower) {
                keys.insert(key)
            } else {
                turns.merge(advance(follower)) { first, _ in first }
            }
        }
        // After all are released: of the versions that wait for one thing the newest goes, not the first to be looked at.
        for key in keys { turns.merge(advanceLine(key)) { first, _ in first } }
        return turns
    }

    /// Lets a version go whose blockers are gone, and answers the key it is a version of.
    private mutating func release(_ id: UInt64) -> String? {
        guard let entry = entries[id], entry.isVersion, entry.blockers.isEmpty else { return nil }
        lines[entry.key]?.ready(id)
        return entry.key
    }

    private mutating func advance(_ id: UInt64) -> [UInt64: Turn] {
        guard let entry = entries[id], entry.blockers.isEmpty, !entry.hasTurn else { return [:] }
        guard let key = release(id) else { return give(.go, to: id) }
        return advanceLine(key)
    }

    private mutating func advanceLine(_ key: String) -> [UInt64: Turn] {
        guard let next = lines[key]?.next() else {
            if lines[key]?.isEmpty == true { lines[key] = nil }
            return [:]
        }
        var turns = give(.go, to: next.go)
        for id in next.dropped { turns.merge(give(.replaced(by: next.go), to: id)) { first, _ in first } }
        return turns
    }

    private mutating func give(_ turn: Turn, to id: UInt64) -> [UInt64: Turn] {
        guard entries[id]?.hasTurn == false else { return [:] }
        entries[id]?.hasTurn = true
        return [id: turn]
    }
}
