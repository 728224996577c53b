public import MediaTypes

/// Writes one H.264 track as a byte stream (ITU-T H.264 Annex B), what `.h264` files hold. Playable at every instant; the
/// format has no times, so that players show it at a constant rate.
///
/// Not for use from several threads at once.
public struct AnnexBWriter<Output: RandomAccessOutput & ~Copyable>: ~Copyable, Sendable {
    private var output: BatchedOutput<Output>
    private let track: TrackDescription
    private var formatter: AnnexBFormatter
    private var times = RisingTimes(timescale: 90_000)
    private var origin: MediaTime?
    private var frameCount = 0
    private var malformedFrames = 0

    /// The bytes written so far, with those that wait to be.
    public var byteCount: UInt64 { output.byteCount }
    /// So much is in the output and stays as it is.
    public var settledByteCount: UInt64 { output.writtenByteCount }

    /// Nothing is written before the first frame is there.
    public init(
        output: consuming Output, track: TrackDescription, options: ContainerOptions = ContainerOptions()
    ) throws(ContainerError) {
        guard case .h264(let parameters) = track.parameters else { throw .unsupportedTracks(.annexB) }
        self.output = BatchedOutput(output, format: .annexB, options: options)
        self.track = track
        formatter = AnnexBFormatter(parameters)
    }

    /// Returns when frames that had to be written are in the output. A frame that is no access unit is left out and counted.
    public mutating func write(_ frame: EncodedFrame) throws(ContainerError) {
        try output.check()
        guard frame.track == track.id else { throw .unknownTrack(frame.track, .annexB) }
        if let new = frame.newParameters, !new.hasCodec(of: track.parameters) { throw .codecCannotChange(frame.track, .annexB) }
        guard let pieces = formatter.pieces(of: frame) else {
            malformedFrames += 1
            return
        }
        let start = origin ?? frame.decodeTime
        origin = start
        _ = times.place(frame, at: frame.decodeTime, origin: start)
        for piece in pieces { output.append(piece) }
        frameCount += 1
        try output.writeIfDue(at: frame.decodeTime)
    }

    /// Writes what is left. Without a frame nothing is written at all.
    public mutating func finish() throws(ContainerError) -> ContainerSummary {
        try output.end()
        try output.write()
        guard frameCount > 0 else { return ContainerSummary(malformedFrames: malformedFrames) }
        return ContainerSummary(
            duration: MediaTime(ticks: times.end, timescale: 90_000), byteCount: output.byteCount,
            frameCounts: [track.id: frameCount], adjustedTimestamps: times.adjustedCount, malformedFrames: malformedFrames)
    }
}
