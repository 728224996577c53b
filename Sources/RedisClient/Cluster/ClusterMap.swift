/// Which node of a cluster has which slots, as far as is known.
struct ClusterMap: Sendable {
    private var owners: [RedisAddress?] = Array(repeating: nil, count: ClusterSlot.count)

    /// Nil where nobody has said so yet; any node will.
    func owner(of slot: ClusterSlot) -> RedisAddress? { owners[slot.number] }

    /// The nodes that have slots.
    var nodes: Set<RedisAddress> { Set(owners.compactMap(\.self)) }

    mutating func move(_ slot: ClusterSlot, to address: RedisAddress) { owners[slot.number] = address }

    /// Takes over a reply to `CLUSTER SLOTS`: ranges, each with its first and last slot, its master and the replicas.
    /// `node` is who answered, for nodes that it knows no other host of. False when the reply makes no sense.
    mutating func read(_ reply: RedisValue, from node: RedisAddress) -> Bool {
        guard case .array(let ranges) = reply, !ranges.isEmpty else { return false }
        var read: [RedisAddress?] = Array(repeating: nil, count: ClusterSlot.count)
        for range in ranges {
            guard case .array(let parts) = range, parts.count >= 3, case .integer(let first) = parts[0],
                case .integer(let last) = parts[1], first >= 0, first <= last, last < ClusterSlot.count,
                case .array(let master) = parts[2], master.count >= 2, case .integer(let port) = master[1],
                (1...65_535).contains(port)
            else { return false }
            let host = master[0].text ?? ""
            let address = RedisAddress(host: host.isEmpty || host == "?" ? node.host : host, port: Int(port))
            for slot in Int(first)...Int(last) { read[slot] = address }
        }
        owners = read
        return true
    }
}
