internal import Cryptography

/// What is said first on a connection: credentials, database, and a question that shows that it works.
struct RedisGreeting {
    enum Outcome: Hashable {
        case more
        case ready
        /// A Sentinel's answer.
        case master(RedisAddress)
    }

    let commands: [RedisCommand]
    private let address: RedisAddress
    private var answered = 0

    /// To a server. One that a Sentinel named must say that it is the master: it may have ceased to be.
    init(server address: RedisAddress, options: RedisOptions) {
        var commands = RedisGreeting.authentication(options.username, options.password?.reveal())
        if options.database != 0, options.clusterAddresses.isEmpty { commands.append(RedisCommand("SELECT", String(options.database))) }
        if options.sentinel != nil { commands.append(RedisCommand("ROLE")) }
        self.commands = commands + [RedisCommand("PING")]
        self.address = address
    }

    init(sentinel address: RedisAddress, options: RedisSentinelOptions) {
        commands =
            RedisGreeting.authentication(options.username, options.password?.reveal())
            + [RedisCommand("SENTINEL", "get-master-addr-by-name", options.masterName)]
        self.address = address
    }

    private static func authentication(_ username: String?, _ password: String?) -> [RedisCommand] {
        guard let password, !password.isEmpty else { return [] }
        guard let username, !username.isEmpty else { return [RedisCommand("AUTH", password)] }
        return [RedisCommand("AUTH", username, password)]
    }

    /// Takes the reply to the next of the commands.
    mutating func receive(_ reply: RedisValue) throws(RedisError) -> Outcome {
        guard answered < commands.count else { throw .malformed(reason: "a reply without a command") }
        let name = commands[answered].name
        answered += 1
        if case .error(let text) = reply { throw .unableToConnect(address: "\(address)", reason: "\(name): \(text)") }
        switch name {
        case "SENTINEL": return .master(try master(reply))
        case "ROLE": try checkRole(reply)
        default: break
        }
        return answered == commands.count ? .ready : .more
    }

    private func master(_ reply: RedisValue) throws(RedisError) -> RedisAddress {
        guard case .array(let parts) = reply, parts.count == 2, let host = parts[0].text, let port = parts[1].text,
            let port = UInt16(port)
        else { throw .unableToConnect(address: "\(address)", reason: "the Sentinel does not know that master") }
        return RedisAddress(host: host, port: Int(port))
    }

    private func checkRole(_ reply: RedisValue) throws(RedisError) {
        guard case .array(let parts) = reply, parts.first?.text == "master" else {
            throw .unableToConnect(address: "\(address)", reason: "it is not the master any more")
        }
    }
}
