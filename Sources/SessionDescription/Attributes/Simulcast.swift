/// The encodings of one track that are sent or taken side by side, by their rid (RFC 8851, RFC 8853).
public struct Simulcast: Hashable, Sendable {
    /// In the order of `a=simulcast`; of alternatives only the first is kept.
    public var send: [String]
    public var receive: [String]

    public init(send: [String] = [], receive: [String] = []) {
        self.send = send
        self.receive = receive
    }

    init?(_ value: Substring) {
        self.init()
        let fields = value.split(separator: " ")
        var index = 0
        while index + 1 < fields.count {
            let rids = fields[index + 1].split(separator: ";").prefix(16).compactMap { alternatives in
                // A tilde marks an encoding that starts paused.
                alternatives.split(separator: ",").first.map { String($0.drop { $0 == "~" }) }
            }
            switch fields[index] {
            case "send": send = rids
            case "recv": receive = rids
            default: return nil
            }
            index += 2
        }
        guard index > 0 else { return nil }
    }

    /// What the other side says of the same encodings.
    public var reversed: Simulcast { Simulcast(send: receive, receive: send) }

    var text: String {
        var parts: [String] = []
        if !send.isEmpty { parts.append("send \(send.joined(separator: ";"))") }
        if !receive.isEmpty { parts.append("recv \(receive.joined(separator: ";"))") }
        return parts.joined(separator: " ")
    }
}

extension SDPMediaSection {
    public var simulcast: Simulcast? { attribute("simulcast").flatMap { Simulcast($0) } }

    /// The rids of `a=rid` in one direction, in their order.
    public func rids(_ direction: String) -> [String] {
        attributes("rid").prefix(32).compactMap { value in
            let fields = value.split(separator: " ", maxSplits: 2)
            guard fields.count >= 2, fields[1] == direction else { return nil }
            return String(fields[0])
        }
    }
}
