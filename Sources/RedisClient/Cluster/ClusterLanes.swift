/// The connections of a client to the nodes of a cluster beside its first one, and what it knows about them. Confined to
/// its loop's thread.
///
/// What any node can do, publishing among it, is sent to the first one, so that it stays in order. A command with a key
/// goes to the node that has the key's slot; where that is unknown or has changed, a node says which one to ask.
final class ClusterLanes: @unchecked Sendable {  // used on that one thread only
    typealias Instant = ContinuousClock.Instant

    private let options: RedisOptions
    private let first: CommandLane
    private var map = ClusterMap()
    private var others: [RedisAddress: CommandLane] = [:]
    private var isAsking = false

    /// `first` is connected to whichever node answers.
    init(options: RedisOptions, first: CommandLane) {
        self.options = options
        self.first = first
    }

    var lanes: [CommandLane] { Array(others.values) }

    func submit(_ entry: CommandLane.Entry) {
        let owner = entry.command.slot.flatMap { map.owner(of: $0) }
        send(entry, to: owner.map { lane(to: $0) } ?? first, redirects: 0)
    }

    /// To be called when the first connection is there, and when one to another node was lost.
    func askForMap(now: Instant) {
        guard !isAsking else { return }
        isAsking = true
        let command = RedisCommand("CLUSTER", "SLOTS")
        let entry = CommandLane.Entry(command: command, deadline: now + options.readTimeout) { [weak self] result in
            self?.takeMap(result)
        }
        first.submit(entry)
    }

    func close() {
        for lane in lanes {
            lane.close()
            lane.connection.close()
        }
        others = [:]
    }

    // MARK: Helpers

    private func takeMap(_ result: Result<RedisValue, RedisError>) {
        isAsking = false
        guard case .success(let reply) = result, map.read(reply, from: first.connection.address) else { return }
        let nodes = map.nodes
        for (address, lane) in others where !nodes.contains(address) && lane.isIdle {
            lane.connection.close()
            others[address] = nil
        }
    }

    private func lane(to address: RedisAddress) -> CommandLane {
        if first.connection.isReady, first.connection.address == address { return first }
        if let known = others[address] { return known }
        var options = options
        options.address = address
        options.clusterAddresses = [address]
        let lane = CommandLane(
            connection: RedisConnection(options: options, now: .now), timeout: options.readTimeout)
        lane.connection.onEvent = { [weak self, weak lane] event in
            lane?.handle(event)
            // It may be gone for good, and another one have taken its slots.
            if case .lost = event { self?.askForMap(now: .now) }
        }
        others[address] = lane
        return lane
    }

    private func send(_ entry: CommandLane.Entry, to lane: CommandLane, redirects: Int) {
        let node = lane.connection.address
        lane.submit(
            CommandLane.Entry(command: entry.command, deadline: entry.deadline) { [weak self] result in
                guard let self, redirects < options.maximumRedirects, case .failure(.refused(let text)) = result,
                    let redirect = ClusterRedirect(text, from: node)
                else { return entry.completion(result) }
                follow(redirect, with: entry, redirects: redirects + 1)
            })
    }

    private func follow(_ redirect: ClusterRedirect, with entry: CommandLane.Entry, redirects: Int) {
        switch redirect {
        case .moved(let slot, let address):
            map.move(slot, to: address)
            askForMap(now: .now)  // one slot that moved is rarely the only one
            send(entry, to: lane(to: address), redirects: redirects)
        case .ask(let address):
            let lane = lane(to: address)
            lane.submit(CommandLane.Entry(command: RedisCommand("ASKING"), deadline: entry.deadline) { _ in })
            send(entry, to: lane, redirects: redirects)
        }
    }
}
