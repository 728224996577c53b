public import MediaTypes

/// What went through a job so far.
public struct FrameStatistics: Hashable, Sendable {
    /// Whether there is a picture; without one `frames` and `droppedFrames` stay zero.
    public let hasVideo: Bool
    /// Video frames that were encoded.
    public private(set) var frames = 0
    /// Video frames that the capture missed: by the gaps in the frames' times, and those that a repeated frame stands for.
    public internal(set) var droppedFrames = 0
    /// Encoded bytes of all tracks.
    public private(set) var bytes = 0
    /// From the first video frame to the end of the last one; of sound, where that is all.
    public private(set) var elapsed = MediaTime.zero

    /// Nil for pictures that come when they come.
    private let frameDuration: MediaTime?
    private var first: MediaTime?
    private var last: MediaTime?

    /// `framerate` is the distance that frames should have, in frames a second; nil where they have none.
    init(media: RecordedMedia = .audioAndVideo, framerate: Int?) {
        hasVideo = media.hasVideo
        frameDuration = framerate.map { MediaTime(ticks: 1, timescale: Int32(clamping: max(1, $0))) }
    }

    /// `isLeading` tells the frames of the side whose times count.
    mutating func count(_ frame: EncodedFrame, isLeading: Bool) {
        bytes += frame.payload.count
        guard isLeading else { return }
        if hasVideo { countPicture(frame) }
        let start = first ?? frame.presentationTime
        first = start
        elapsed = frame.presentationTime + (hasVideo ? frameDuration ?? frame.duration : frame.duration) - start
    }

    private mutating func countPicture(_ frame: EncodedFrame) {
        frames += 1
        if let last, let frameDuration {
            // Half a frame of jitter is no loss.
            let distance = frame.presentationTime.nanoseconds - last.nanoseconds
            let missed = (distance + frameDuration.nanoseconds / 2) / frameDuration.nanoseconds - 1
            droppedFrames += Int(max(0, missed))
        }
        last = frame.presentationTime
    }
}
