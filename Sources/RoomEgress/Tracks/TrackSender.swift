import MediaTypes

/// Turns a track's frames into what a receiver gets.
protocol TrackSender: ~Copyable {
    /// `offer` answers whether there was room.
    mutating func send(_ frame: EncodedFrame, _ offer: ([UInt8]) -> Bool)
    /// No frame comes before `time` any more.
    mutating func fill(to time: MediaTime, _ offer: ([UInt8]) -> Bool)
}

extension OpusSamples: TrackSender {
    mutating func send(_ frame: EncodedFrame, _ offer: ([UInt8]) -> Bool) {
        decode(frame) { _ = offer($0) }
    }

    mutating func fill(to time: MediaTime, _ offer: ([UInt8]) -> Bool) {
        conceal(upTo: time) { _ = offer($0) }
    }
}

/// Encoded frames, one at a time.
struct FrameSender: TrackSender {
    private var frames: BareFrames

    init(_ track: TrackDescription) { frames = BareFrames(track) }

    mutating func send(_ frame: EncodedFrame, _ offer: ([UInt8]) -> Bool) {
        guard let pieces = frames.pieces(frame) else { return }
        if !offer(BareFrames.joined(pieces)) { frames.restart() }
    }

    mutating func fill(to time: MediaTime, _ offer: ([UInt8]) -> Bool) {}
}
