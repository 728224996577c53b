internal import WebRTCTransport

/// The data channels that a client has opened on one connection: of each label of the protocol one is heard at a time. A few others, which newer
/// clients open, are left open and not kept; what is beyond is closed.
struct DataInlets {
    static let labels: Set<String> = ["_reliable", "_lossy"]
    private static let mostOthers = 8

    private var open: [DataChannel] = []

    enum Verdict { case hear, ignore, close }

    mutating func verdict(on channel: DataChannel) -> Verdict {
        open.removeAll { $0.state == .closed }
        guard DataInlets.labels.contains(channel.label) else {
            let others = open.count { !DataInlets.labels.contains($0.label) }
            guard others < DataInlets.mostOthers else { return .close }
            open.append(channel)
            return .ignore
        }
        guard !open.contains(where: { $0.label == channel.label }) else { return .close }
        open.append(channel)
        return .hear
    }
}
