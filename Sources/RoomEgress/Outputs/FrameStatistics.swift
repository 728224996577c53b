public import MediaTypes

/// What went through a job so far.
public struct FrameStatistics: Hashable, Sendable {
    /// Video frames that were encoded.
    public private(set) var frames = 0
    /// Video frames that the capture missed, by the gaps in the frames' times.
    public private(set) var droppedFrames = 0
    /// Encoded bytes, audio and video.
    public private(set) var bytes = 0
    /// Time between the first video frame and the end of the last one.
    public private(set) var elapsed = MediaTime.zero

    private var first: MediaTime?
    private var last: MediaTime?
    /// The distance that frames should have.
    var frameDuration = MediaTime.zero

    init() {}

    mutating func count(_ frame: EncodedFrame, isVideo: Bool) {
        bytes += frame.payload.count
        guard isVideo else { return }
        frames += 1
        if let last, frameDuration > .zero {
            // Half a frame of jitter is no loss.
            let distance = frame.presentationTime.nanoseconds - last.nanoseconds
            let missed = (distance + frameDuration.nanoseconds / 2) / frameDuration.nanoseconds - 1
            droppedFrames += Int(max(0, missed))
        }
        last = frame.presentationTime
        let start = first ?? frame.presentationTime
        first = start
        elapsed = frame.presentationTime + frameDuration - start
    }
}
