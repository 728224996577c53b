/// Whom to connect to next: the one server, or with Sentinels first one of them and then the master it names.
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
    private var sentinel = 0
    private var master: RedisAddress?

    init(_ options: RedisOptions) { self.options = options }

    var next: Stop {
        guard let sentinels = options.sentinel?.addresses, !sentinels.isEmpty else { return .server(options.address) }
        if let master { return .server(master) }
        return .sentinel(sentinels[sentinel % sentinels.count])
    }

    mutating func found(master: RedisAddress) { self.master = master }

    /// After a failure nothing learnt counts any more, and another Sentinel is asked.
    mutating func failed() {
        if master == nil { sentinel += 1 }
        master = nil
    }
}
