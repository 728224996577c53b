internal import MediaTypes
internal import ProtocolModels

/// Which layer of a simulcast one subscriber gets: the best that lives, and not again soon one that gave no key frame.
struct LayerChoice {
    struct Candidate: Hashable {
        var ssrc: UInt32
        var rank: Int
        var isAlive: Bool
    }

    /// The best rank the subscriber wants.
    var limit = Int.max
    private var switchBegan: MediaTime?
    private var awaited: UInt32?
    private var refused: [UInt32: (until: MediaTime, times: Int)] = [:]
    private static let patience = MediaTime.seconds(3)
    private static let mostRefused = 16

    /// The layer to take packets from; `current` is where they come from now, `awaited` whose key frame is waited for.
    mutating func choose(
        _ layers: [Candidate], current: UInt32?, awaited: UInt32?, at now: MediaTime
    ) -> UInt32? {
        note(awaited, current, at: now)
        let wanted = layers.filter { $0.rank <= limit && !isRefused($0.ssrc, at: now) }
        let usable = wanted.isEmpty ? layers : wanted
        let best = usable.last { $0.isAlive } ?? usable.first
        return best?.ssrc
    }

    /// A switch that takes too long is given up, as long as there is something else to show.
    private mutating func note(_ ssrc: UInt32?, _ current: UInt32?, at now: MediaTime) {
        if ssrc == nil, let awaited, awaited == current { refused[awaited] = nil }
        if ssrc != awaited { switchBegan = now }
        awaited = ssrc
        guard let ssrc, current != nil, let began = switchBegan, now - began > LayerChoice.patience else { return }
        let times = min(refused[ssrc]?.times ?? 0, 5) + 1
        if refused.count >= LayerChoice.mostRefused { refused = [:] }
        refused[ssrc] = (now + .seconds(Int64(5 << (times - 1))), times)
        switchBegan = now
    }

    private func isRefused(_ ssrc: UInt32, at now: MediaTime) -> Bool {
        refused[ssrc].map { now < $0.until } ?? false
    }
}

extension LayerChoice {
    /// The rank of the best layer that a subscriber's settings ask for: of a size, the smallest that fills it.
    static func rank(of layers: [LiveKit.VideoLayer], for settings: LiveKit.UpdateTrackSettings) -> Int {
        if settings.width > 0, settings.height > 0 {
            let sizes = layers.map { UInt64($0.width) * UInt64($0.height) }.sorted()
            return sizes.firstIndex { $0 >= UInt64(settings.width) * UInt64(settings.height) } ?? Int.max
        }
        switch settings.quality {
        case .low: return 0
        case .medium: return 1
        default: return Int.max
        }
    }
}
