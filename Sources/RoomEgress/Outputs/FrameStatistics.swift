public import MediaTypes

/// What went through a job so far.
public struct FrameStatistics: Hashable, Sendable {
    /// Video frames that were encoded.
    public private(set) var frames = 0
    /// Video frames that the capture missed: by the gaps in the frames' times, and those that a repeated frame stands for.
    public internal(set) var droppedFrames = 0
    /// Encoded bytes, audio and video.
    public private(set) var bytes = 0
    /// From the first video frame to the end of the last one.
    public private(set) var elapsed = MediaTime.zero

    private let frameDuration: MediaTime
    private var first: MediaTime?
    private var last: MediaTime?

    /// `framerate` is the distance that frames should have, in frames a second.
    init(framerate: Int) { frameDuration = MediaTime(ticks: 1, timescale: Int32(clamping: max(1, framerate))) }

    mutating func count(_ frame: EncodedFrame, isVideo: Bool) {
        bytes += frame.payload.count
        guard isVideo else { return }
        frames += 1
        if let last {
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
