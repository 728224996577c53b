import MediaTypes

/// Holds back what cannot be decoded: pictures before a track's first key frame.
struct KeyframeGate: Sendable {
    private var waiting: Set<TrackID>
    /// What it held back, parameters of which the key frame may need.
    private var parameters: [TrackID: CodecParameters] = [:]

    init(_ tracks: [TrackDescription]) { waiting = Set(tracks.filter { $0.kind == .video }.map(\.id)) }

    /// The frame, unless it is held back.
    mutating func pass(_ frame: EncodedFrame) -> EncodedFrame? {
        guard waiting.contains(frame.track) else { return frame }
        guard frame.isKeyframe else {
            if let new = frame.newParameters { parameters[frame.track] = new }
            return nil
        }
        waiting.remove(frame.track)
        guard frame.newParameters == nil, let earlier = parameters[frame.track] else { return frame }
        var frame = frame
        frame.newParameters = earlier
        return frame
    }
}
