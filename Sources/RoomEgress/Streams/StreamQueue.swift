import MediaTypes

/// The frames that wait for one destination: bounded in bytes and in media time.
///
/// When full, it drops everything it holds and what follows up to the next key frame, and counts it: the destination
/// continues at the live edge instead of falling ever further behind.
struct StreamQueue {
    private let maximumBytes: Int
    private let maximumTime: MediaTime
    private let video: Set<TrackID>
    private var parameters: [TrackID: CodecParameters]
    /// Tracks whose next frame must carry its parameters, because frames before it are missing.
    private var stale: Set<TrackID> = []
    private var frames = FrameRing()
    private var isOpen = false
    private var needsKeyframe = true
    private var hasBeenOpen = false
    private(set) var bytes = 0
    private(set) var droppedFrames = 0

    init(tracks: [TrackDescription], policy: StreamPolicy) {
        maximumBytes = policy.queueBytes
        let (seconds, attoseconds) = policy.queueDuration.components
        maximumTime = MediaTime(nanoseconds: seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
        video = Set(tracks.filter { $0.kind == .video }.map(\.id))
        parameters = Dictionary(tracks.map { ($0.id, $0.parameters) }) { first, _ in first }
    }

    var isEmpty: Bool { frames.count == 0 }

    /// Starts afresh: the next frame given out is a key frame, and each track's first one carries its parameters.
    /// What was dropped is returned so that it is freed outside the caller's lock. One that is open stays as it is.
    mutating func open() -> FrameRing {
        guard !isOpen else { return FrameRing() }
        isOpen = true
        hasBeenOpen = true
        return clear()
    }

    mutating func close() -> FrameRing {
        isOpen = false
        return clear()
    }

    /// Takes a frame, or drops it. Answers what to free outside the caller's lock, if anything.
    mutating func push(_ frame: EncodedFrame) -> FrameRing? {
        if let new = frame.newParameters {
            parameters[frame.track] = new
            if !isOpen || needsKeyframe { stale.insert(frame.track) }
        }
        guard isOpen else {
            droppedFrames += hasBeenOpen ? 1 : 0
            return nil
        }
        var dropped: FrameRing?
        if isFull(with: frame) {
            droppedFrames += frames.count
            dropped = clear()
        }
        if needsKeyframe {
            guard video.isEmpty || (video.contains(frame.track) && frame.isKeyframe) else {
                droppedFrames += dropped == nil && frames.count == 0 && !hasLost ? 0 : 1
                return dropped
            }
            needsKeyframe = false
            hasLost = false
        }
        append(frame)
        return dropped
    }

    mutating func popFirst() -> EncodedFrame? {
        guard let frame = frames.popFirst() else { return nil }
        bytes -= frame.payload.count
        return frame
    }

    /// Whether frames were lost since the last key frame, rather than only waited for at the start.
    private var hasLost = false

    private func isFull(with frame: EncodedFrame) -> Bool {
        guard let first = frames.first else { return false }
        return bytes + frame.payload.count > maximumBytes || frame.decodeTime - first.decodeTime > maximumTime
    }

    private mutating func clear() -> FrameRing {
        let old = frames
        hasLost = old.count > 0
        frames = FrameRing()
        bytes = 0
        needsKeyframe = true
        stale = Set(parameters.keys)
        return old
    }

    private mutating func append(_ frame: EncodedFrame) {
        var frame = frame
        if stale.remove(frame.track) != nil { frame.newParameters = parameters[frame.track] }
        bytes += frame.payload.count
        frames.append(frame)
    }
}
