/// Whom to connect to next: the one server, with Sentinels first one of them and then the master it names, or any node of
/// a cluster.
struct RedisRoute {
    enum Stop: Hashable {
        case server(RedisAddress)
        case sentinel(RedisAddress)

        var address: RedisAddress {
            switch self {
            case .server(let address), .sentinel(let address): address
            }
        }
    }

    private let options: RedisOptions
    private var node = 0
    private var sentinel = 0
    private var master: RedisAddress?

    init(_ options: RedisOptions) { self.options = options }

    var next: Stop {
        let nodes = options.clusterAddresses
        if !nodes.isEmpty { return .server(nodes[node % nodes.count]) }
        guard let sentinels = options.sentinel?.addresses, !sentinels.isEmpty else { return .server(options.address) }
        if let master { return .server(master) }
        return .sentinel(sentinels[sentinel % sentinels.count])
    }

    mutating func found(master: RedisAddress) { self.master = master }

    /// After a failure nothing learnt counts any more, and another Sentinel or node is asked.
    mutating func failed() {
        node = (node + 1) % max(1, options.clusterAddresses.count)
        if master == nil { sentinel += 1 }
        master = nil
    }
}
