import MediaTypes

/// Turns a track's frames into what a receiver gets.
protocol TrackSender: ~Copyable {
    /// `offer` answers whether there was room; the result, whether the frame left.
    mutating func send(_ frame: EncodedFrame, _ offer: ([UInt8]) -> Bool) -> Bool
    /// Frames are missing before the next one.
    mutating func restart()
    /// No frame comes before `time` any more.
    mutating func fill(to time: MediaTime, _ offer: ([UInt8]) -> Bool)
    /// Offers what stands for what was refused; whether nothing of it is left.
    mutating func settle(_ offer: ([UInt8]) -> Bool) -> Bool
    /// Whether too much was refused for going on.
    var isTooSlow: Bool { get }
}

/// Samples of an Opus track, those that were refused replaced by silence.
struct SampleSender: TrackSender, ~Copyable {
    private var samples: OpusSamples
    private var debt = SilenceDebt()

    init(_ samples: consuming OpusSamples) { self.samples = samples }

    var isTooSlow: Bool { debt.isTooLarge }

    mutating func send(_ frame: EncodedFrame, _ offer: ([UInt8]) -> Bool) -> Bool {
        var (debt, isSent) = (debt, true)
        samples.decode(frame) { bytes, isFilling in
            isSent = debt.send(bytes, isFilling: isFilling, offer)
        }
        self.debt = debt
        return isSent
    }

    /// What is missing is filled by the next frame's time.
    mutating func restart() {}

    mutating func fill(to time: MediaTime, _ offer: ([UInt8]) -> Bool) {
        var debt = debt
        samples.conceal(upTo: time) { _ = debt.send($0, isFilling: true, offer) }
        self.debt = debt
    }

    mutating func settle(_ offer: ([UInt8]) -> Bool) -> Bool { debt.settle(offer) }
}

/// Encoded frames, one at a time.
struct FrameSender: TrackSender {
    private var frames: BareFrames

    init(_ track: TrackDescription) { frames = BareFrames(track) }

    mutating func send(_ frame: EncodedFrame, _ offer: ([UInt8]) -> Bool) -> Bool {
        guard let pieces = frames.pieces(frame) else { return false }
        guard offer(BareFrames.joined(pieces)) else {
            frames.restart()
            return false
        }
        return true
    }

    mutating func restart() { frames.restart() }

    mutating func fill(to time: MediaTime, _ offer: ([UInt8]) -> Bool) {}

    /// Nothing stands for pictures.
    mutating func settle(_ offer: ([UInt8]) -> Bool) -> Bool { true }

    var isTooSlow: Bool { false }
}
