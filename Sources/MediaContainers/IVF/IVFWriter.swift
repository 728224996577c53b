public import MediaTypes

/// Writes one VP8, VP9 or AV1 track to IVF: a header of 32 bytes, and frames behind headers of 12. Playable at every
/// instant, up to the last whole frame.
///
/// Times count in 1/90000 s, the clock of video over RTP, so that none is rounded; players take any time base. The
/// header's length field is written at the end, and counts the same ticks: the encoders that write a number of frames
/// there have a time base of one frame, and FFmpeg, which most players read IVF with, takes it for the duration. Until
/// then it is zero, which readers take for unknown.
///
/// Resolution changes stay in the frames; the header says the first. Not for use from several threads at once.
public struct IVFWriter<Output: RandomAccessOutput & ~Copyable>: ~Copyable, Sendable {
    private var output: BatchedOutput<Output>
    private let track: TrackDescription
    private var times = RisingTimes(timescale: IVFHeader.timescale)
    private var origin: MediaTime?
    private var frameCount = 0
    private var malformedFrames = 0

    /// The bytes written so far, with those that wait to be.
    public var byteCount: UInt64 { output.byteCount }
    /// So much is in the output and stays as it is, except the file's header.
    public var settledByteCount: UInt64 { output.writtenByteCount }

    /// Nothing is written before the first frame is there.
    public init(
        output: consuming Output, track: TrackDescription, options: ContainerOptions = ContainerOptions()
    ) throws(ContainerError) {
        guard IVFHeader.fourCharacterCode(track.parameters) != nil else { throw .unsupportedTracks(.ivf) }
        self.output = BatchedOutput(output, format: .ivf, options: options)
        self.track = track
    }

    /// Returns when frames that had to be written are in the output. An empty frame is left out and counted.
    public mutating func write(_ frame: EncodedFrame) throws(ContainerError) {
        try output.check()
        try check(frame)
        guard !frame.payload.isEmpty else {
            malformedFrames += 1
            return
        }
        if origin == nil { output.append(IVFHeader.bytes(frame.newParameters ?? track.parameters, length: 0)) }
        let start = origin ?? frame.presentationTime
        origin = start
        let ticks = times.place(frame, at: frame.presentationTime, origin: start)
        let delimiter = temporalDelimiter(for: frame.payload)
        output.append(IVFHeader.frame(byteCount: delimiter.count + frame.payload.count, ticks: ticks) + delimiter)
        output.append(frame.payload)
        frameCount += 1
        try output.writeIfDue(at: frame.presentationTime)
    }

    /// Writes what is left, and the header's length. Without a frame nothing is written at all.
    public mutating func finish() throws(ContainerError) -> ContainerSummary {
        try output.end()
        try output.write()
        guard frameCount > 0 else { return ContainerSummary(malformedFrames: malformedFrames) }
        try output.overwrite(IVFHeader.length(times.end), at: IVFHeader.lengthOffset)
        return ContainerSummary(
            duration: MediaTime(ticks: times.end, timescale: IVFHeader.timescale), byteCount: output.byteCount,
            frameCounts: [track.id: frameCount], adjustedTimestamps: times.adjustedCount,
            malformedFrames: malformedFrames)
    }

    private func check(_ frame: EncodedFrame) throws(ContainerError) {
        guard frame.track == track.id else { throw .unknownTrack(frame.track, .ivf) }
        guard frame.payload.count <= IVFHeader.largestFrame else {
            throw .frameTooLarge(frame.track, byteCount: frame.payload.count, limit: IVFHeader.largestFrame)
        }
        if let new = frame.newParameters, !new.hasCodec(of: track.parameters) { throw .codecCannotChange(frame.track, .ivf) }
    }

    /// An AV1 temporal unit begins with a delimiter (AV1 specification section 7.5), which RTP leaves out.
    private func temporalDelimiter(for payload: FramePayload) -> [UInt8] {
        guard case .av1 = track.parameters else { return [] }
        var reader = ByteReader(payload.bytes)
        guard let first = reader.read(UInt8.self), AV1OBUType(headerByte: first) != .temporalDelimiter else { return [] }
        return [0x12, 0]
    }
}
