public import MediaTypes

/// Writes VP8, VP9 or AV1, Opus, or one of each to WebM (RFC 9559), playable at every instant: while it grows the segment
/// and its last cluster are of unknown size, and what makes it seekable is written when it ends.
///
/// Clusters begin at key frames and last at most five seconds. Opus packets keep their own times: a gap stays a gap, which
/// players fill with silence. Resolution changes stay in the frames; the header says the first. Not for use from several
/// threads at once.
public struct WebMWriter<Output: RandomAccessOutput & ~Copyable>: ~Copyable, Sendable {
    private var output: BatchedOutput<Output>
    private var tracks: [WebMTrack]
    private var interleaver: WebMInterleaver
    private var header: WebMHeader?
    /// The file's time zero; known once every track has begun, or one is a second ahead.
    private var origin: MediaTime?
    /// Frames whose times cannot be told yet.
    private var early: [(track: Int, frame: EncodedFrame)] = []
    private var cluster: WebMCluster?
    private var cues = WebMCues()
    private var malformedFrames = 0

    private static var largestFrame: Int { 1 << 30 }
    private static var longestWait: MediaTime { .seconds(1) }

    /// The bytes written so far, with those that wait to be.
    public var byteCount: UInt64 { output.byteCount }
    /// So much is in the output and stays as it is, except the file's header: the last cluster's size is still to come.
    public var settledByteCount: UInt64 {
        guard let cluster, let header else { return output.writtenByteCount }
        return min(output.writtenByteCount, header.segmentStart + cluster.position)
    }

    /// Nothing is written before the first frames are there. At most one track of a kind.
    public init(
        output: consuming Output, tracks: [TrackDescription], options: ContainerOptions = ContainerOptions()
    ) throws(ContainerError) {
        guard !tracks.isEmpty, Set(tracks.map(\.kind)).count == tracks.count, Set(tracks.map(\.id)).count == tracks.count,
            tracks.allSatisfy({ WebMTrack.holds($0.parameters) })
        else { throw .unsupportedTracks(.webm) }
        self.output = BatchedOutput(output, format: .webm, options: options)
        self.tracks = tracks.enumerated().map { WebMTrack(number: UInt8(clamping: $0 + 1), description: $1) }
        interleaver = WebMInterleaver(trackCount: tracks.count)
    }

    /// Returns when frames that had to be written are in the output. An empty frame is left out and counted.
    public mutating func write(_ frame: EncodedFrame) throws(ContainerError) {
        try output.check()
        let number = try accept(frame)
        guard !frame.payload.isEmpty else {
            malformedFrames += 1
            return
        }
        tracks[number].begin(with: frame)
        if let origin {
            place(frame, of: number, origin: origin)
        } else {
            early.append((number, frame))
            try begin(newest: frame.presentationTime)
        }
        for item in interleaver.take() { try append(item) }
    }

    /// Writes what is left, the index, the duration and the sizes. Without a frame nothing is written at all.
    public mutating func finish() throws(ContainerError) -> ContainerSummary {
        try output.end()
        if !output.hasFailed {
            if origin == nil { try begin(newest: nil) }
            for item in interleaver.takeAll() { try append(item) }
            try output.write()
        }
        guard let header else { return ContainerSummary(malformedFrames: malformedFrames) }
        let end = tracks.filter { $0.frameCount > 0 }.map(\.times.end).max() ?? 0
        try finish(header, milliseconds: end)
        return ContainerSummary(
            duration: MediaTime(ticks: end, timescale: 1_000), byteCount: output.byteCount,
            frameCounts: Dictionary(tracks.map { ($0.description.id, $0.frameCount) }) { first, _ in first },
            adjustedTimestamps: tracks.reduce(0) { $0 + $1.times.adjustedCount }, malformedFrames: malformedFrames)
    }

    /// Checks the frame and returns its track's position.
    private func accept(_ frame: EncodedFrame) throws(ContainerError) -> Int {
        guard let number = tracks.firstIndex(where: { $0.description.id == frame.track }) else {
            throw .unknownTrack(frame.track, .webm)
        }
        guard frame.payload.count <= Self.largestFrame else {
            throw .frameTooLarge(frame.track, byteCount: frame.payload.count, limit: Self.largestFrame)
        }
        if let new = frame.newParameters, !new.hasCodec(of: tracks[number].parameters) {
            throw .codecCannotChange(frame.track, .webm)
        }
        return number
    }

    /// Fixes the origin and writes the header, as soon as that can be; `newest` is nil when nothing more comes.
    private mutating func begin(newest: MediaTime?) throws(ContainerError) {
        guard let first = tracks.compactMap(\.start).min() else { return }
        let isComplete = tracks.allSatisfy { $0.start != nil }
        guard isComplete || newest.map({ $0 - first >= Self.longestWait }) ?? true else { return }
        let header = WebMHeader(tracks)
        output.append(header.bytes)
        (self.header, origin) = (header, first)
        for (track, frame) in early { place(frame, of: track, origin: first) }
        early = []
    }

    private mutating func place(_ frame: EncodedFrame, of number: Int, origin: MediaTime) {
        let time = tracks[number].place(frame, origin: origin)
        interleaver.append(WebMInterleaver.Item(track: number, time: time, frame: frame))
    }

    // MARK: - Clusters

    private mutating func append(_ item: WebMInterleaver.Item) throws(ContainerError) {
        let (track, frame) = (tracks[item.track], item.frame)
        let isKeyframe = frame.isKeyframe || track.description.kind == .audio
        try beginCluster(for: item)
        guard let cluster else { return }
        let header = cluster.blockHeader(
            track: track.number, time: item.time, isKeyframe: isKeyframe, byteCount: frame.payload.count)
        output.append(header)
        output.append(frame.payload)
        tracks[item.track].frameCount += 1
        addCue(for: item, isKeyframe: isKeyframe)
        try output.writeIfDue(at: frame.presentationTime)
    }

    private mutating func beginCluster(for item: WebMInterleaver.Item) throws(ContainerError) {
        let isVideo = tracks[item.track].description.kind == .video
        if let cluster, !cluster.ends(before: item.time, isVideoKeyframe: isVideo && item.frame.isKeyframe) { return }
        try endCluster()
        let start = header?.segmentStart ?? 0
        let next = WebMCluster(position: output.byteCount - start, time: item.time)
        output.append(next.header)
        cluster = next
    }

    /// Its size is overwritten, and so what it has must be in the output.
    private mutating func endCluster() throws(ContainerError) {
        guard let cluster, let header else { return }
        try output.write()
        let start = header.segmentStart + cluster.position
        let size = EBMLElement.longSize(output.byteCount - start - WebMCluster.headerLength)
        try output.overwrite(size, at: start + WebMCluster.sizeOffset)
        self.cluster = nil
    }

    /// Players start with pictures where there are some.
    private mutating func addCue(for item: WebMInterleaver.Item, isKeyframe: Bool) {
        guard let cluster, !cluster.hasCue, isKeyframe else { return }
        guard tracks[item.track].description.kind == .video || tracks.count == 1 else { return }
        cues.append(time: item.time, track: tracks[item.track].number, clusterPosition: cluster.position)
        self.cluster?.hasCue = true
    }

    private mutating func finish(_ header: WebMHeader, milliseconds: Int64) throws(ContainerError) {
        guard !output.hasFailed else { return }
        try endCluster()
        let position = output.byteCount - header.segmentStart
        if cues.isEmpty { cues.append(time: 0, track: 1, clusterPosition: UInt64(header.bytes.count) - header.segmentStart) }
        output.append(cues.bytes)
        try output.write()
        let ending = header.ending(cuesPosition: position, duration: Double(milliseconds), byteCount: output.byteCount)
        for (offset, bytes) in ending { try output.overwrite(bytes, at: offset) }
    }
}
