import MediaTypes

/// Turns a track's frames into what a receiver gets.
protocol TrackSender: ~Copyable {
    /// `offer` answers whether there was room; the result, whether the frame left.
    mutating func send(_ frame: EncodedFrame, _ offer: ([UInt8]) -> Bool) -> Bool
    /// Frames are missing before the next one.
    mutating func restart()
    /// No frame comes before `time` any more.
    mutating func fill(to time: MediaTime, _ offer: ([UInt8]) -> Bool)
}

extension OpusSamples: TrackSender {
    mutating func send(_ frame: EncodedFrame, _ offer: ([UInt8]) -> Bool) -> Bool {
        var isSent = true
        decode(frame) { if !offer($0) { isSent = false } }
        return isSent
    }

    /// What is missing is filled by the next frame's time.
    mutating func restart() {}

    mutating func fill(to time: MediaTime, _ offer: ([UInt8]) -> Bool) {
        conceal(upTo: time) { _ = offer($0) }
    }
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
}
