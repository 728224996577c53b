/// What an `UpdateQueue` still has to deliver: one update per job, the newest, on the lane its identifier belongs to.
struct UpdateBacklog<Update> {
    private var pending: [String: Update] = [:]
    /// Per lane the jobs with something pending, oldest first.
    private var order: [[String]]
    /// Jobs whose creation is under way, and how many of those.
    private var held: [String: Int] = [:]

    init(lanes: Int) { order = Array(repeating: [], count: max(1, lanes)) }

    var laneCount: Int { order.count }
    var isEmpty: Bool { pending.isEmpty }

    func lane(of identifier: String) -> Int { Int(fnv1a(identifier)) % order.count }

    /// Takes an update; an older one of the same job that still waits is replaced in its place.
    mutating func submit(_ update: Update, for identifier: String) {
        if pending.updateValue(update, forKey: identifier) == nil { order[lane(of: identifier)].append(identifier) }
    }

    /// The next to deliver on `lane`: the first job that is not held. Others never wait for one that is.
    mutating func next(on lane: Int) -> (identifier: String, update: Update)? {
        guard let index = order[lane].firstIndex(where: { held[$0] == nil }) else { return nil }
        let identifier = order[lane].remove(at: index)
        return pending.removeValue(forKey: identifier).map { (identifier, $0) }
    }

    /// The update that replaces the one of `identifier` being delivered.
    mutating func newer(for identifier: String) -> Update? {
        guard held[identifier] == nil, let update = pending.removeValue(forKey: identifier) else { return nil }
        order[lane(of: identifier)].removeAll { $0 == identifier }
        return update
    }

    mutating func hold(_ identifier: String) { held[identifier, default: 0] += 1 }

    mutating func release(_ identifier: String) {
        guard let count = held[identifier] else { return }
        held[identifier] = count > 1 ? count - 1 : nil
    }
}

/// FNV-1a with 32 bits, of the text's UTF-8.
func fnv1a(_ text: String) -> UInt32 {
    text.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
}
