internal import RTPMedia

/// Lets through what a decoder can use: nothing before the first key frame, and nothing that refers to what was lost.
struct FrameGate {
    enum Verdict: Hashable { case pass, drop }

    private let isVideo: Bool
    private let handling: SubscriptionOptions.LossHandling
    /// Decoding can only go on at a key frame, which is to be asked for.
    private(set) var needsKeyframe: Bool

    init(isVideo: Bool, handling: SubscriptionOptions.LossHandling) {
        self.isVideo = isVideo
        self.handling = handling
        needsKeyframe = isVideo
    }

    mutating func judge(_ unit: AccessUnit) -> Verdict {
        guard isVideo else { return unit.isDamaged ? .drop : .pass }
        if unit.isDamaged {
            if handling == .waitForKeyframe || unit.isKeyframe { needsKeyframe = true }
            return .drop
        }
        if unit.isKeyframe {
            needsKeyframe = false
        } else if unit.followsLoss, handling == .waitForKeyframe {
            needsKeyframe = true
        }
        return needsKeyframe ? .drop : .pass
    }

    /// What passed could not be used, or another stream begins.
    mutating func close() { needsKeyframe = isVideo }
}
