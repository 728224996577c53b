/// A node's word that another one has a key.
enum ClusterRedirect: Hashable, Sendable {
    /// For good.
    case moved(ClusterSlot, RedisAddress)
    /// For this one command, because the slot is on its way there.
    case ask(RedisAddress)

    /// Reads the text of an error reply: `MOVED 3999 10.0.0.1:6381`; without a host the answering node's is meant.
    init?(_ text: String, from node: RedisAddress) {
        let words = text.split(separator: " ")
        guard words.count == 3, let slot = Int(words[1]).flatMap(ClusterSlot.init(number:)),
            let colon = words[2].lastIndex(of: ":"), let port = UInt16(words[2][words[2].index(after: colon)...]), port > 0
        else { return nil }
        let host = String(words[2][..<colon])
        let address = RedisAddress(host: host.isEmpty || host == "?" ? node.host : host, port: Int(port))
        switch words[0] {
        case "MOVED": self = .moved(slot, address)
        case "ASK": self = .ask(address)
        default: return nil
        }
    }
}
