public import MediaTypes

/// Writes an MP4 that is playable at every instant: fragments while it grows, an ordinary indexed file once finished,
/// in the same place.
///
/// Payloads are handed to the output by reference, never copied. They are held until their fragment ends. Not for use
/// from several threads at once.
public struct HybridMP4Writer<Output: RandomAccessOutput & ~Copyable>: ~Copyable, Sendable {
    /// The bytes written so far.
    public private(set) var byteCount: UInt64 = 0

    private var output: Output
    private let options: HybridMP4Options
    private var tracks: [HybridMP4Track]
    /// The movie's time zero; known once the header is written.
    private var origin: MediaTime?
    private var fragmentStart: MediaTime?
    private var sequenceNumber: UInt32 = 0
    private var isFinished = false
    /// After a refused fragment nothing more is taken: what follows a hole would not decode.
    private var hasFailed = false

    /// Nothing is written before the first frames are there. Track identifiers must differ from each other.
    public init(output: consuming Output, tracks: [TrackDescription], options: HybridMP4Options = HybridMP4Options()) {
        self.output = output
        self.options = options
        self.tracks = tracks.enumerated().map { number, description in
            HybridMP4Track(number: UInt32(clamping: number + 1), description: description, options: options)
        }
    }

    /// Frames of one track come in decode order. Returns when a fragment that ended with this frame is in the output.
    public mutating func write(_ frame: EncodedFrame) throws(HybridMP4Error) {
        guard !isFinished else { throw .alreadyFinished }
        guard !hasFailed else { throw .stoppedByFailure }
        let number = try accept(frame)
        let sample = tracks[number].place(frame)
        if fragmentEnds(before: frame, of: number) { try writeFragment(next: (number, sample)) }
        if let origin, !tracks[number].hasFixedStart { tracks[number].fixStart(origin) }
        tracks[number].append(frame, as: sample)
        fragmentStart = fragmentStart ?? frame.decodeTime
        if origin == nil, tracks.allSatisfy(\.hasStarted) { try writeHeader() }
    }

    /// Writes what is left and the index, and makes the file an ordinary one. When the output refuses the last fragment,
    /// the file is finished without it and the error thrown afterwards. Without a frame nothing is written at all.
    public mutating func finish() throws(HybridMP4Error) -> HybridMP4Summary {
        guard !isFinished else { throw .alreadyFinished }
        isFinished = true
        guard hasFailed || tracks.contains(where: \.hasStarted) else { return summary([]) }
        var refused: HybridMP4Error?
        if !hasFailed {
            do { try writeFragment(next: nil) } catch { refused = error }
        }
        guard tracks.contains(where: { $0.index.count > 0 }) else { throw refused ?? .stoppedByFailure }
        let movie = tracks.map { MovieBox.Track(header: $0.header, index: $0.index) }
        byteCount = try HybridMP4Index.finish(&output, at: byteCount, movie)
        if let refused { throw refused }
        return summary(movie)
    }

    private func summary(_ movie: [MovieBox.Track]) -> HybridMP4Summary {
        HybridMP4Summary(
            duration: MovieBox.duration(movie), byteCount: byteCount,
            sampleCounts: Dictionary(tracks.map { ($0.description.id, $0.index.count) }) { first, _ in first },
            adjustedTimestamps: tracks.reduce(0) { $0 + $1.timeline.adjustedCount })
    }

    /// Checks the frame and returns its track's position.
    private mutating func accept(_ frame: EncodedFrame) throws(HybridMP4Error) -> Int {
        guard let number = tracks.firstIndex(where: { $0.description.id == frame.track }) else {
            throw .unknownTrack(frame.track)
        }
        // Data offsets within a fragment have 31 bits.
        let limit = 1 << 30
        guard frame.payload.count <= limit else {
            throw .frameTooLarge(frame.track, byteCount: frame.payload.count, limit: limit)
        }
        if let parameters = frame.newParameters, !tracks[number].change(to: parameters) {
            throw .parametersCannotChange(frame.track)
        }
        return number
    }

    private func fragmentEnds(before frame: EncodedFrame, of number: Int) -> Bool {
        guard let fragmentStart else { return false }
        let length = frame.decodeTime - fragmentStart
        if length >= options.maximumFragmentDuration { return true }
        let size = tracks.reduce(frame.payload.count) { $0 + $1.pendingByteCount }
        if size > options.maximumFragmentSize { return true }
        guard frame.isKeyframe, tracks[number].description.kind == .video else { return false }
        // Before the header is written a track may still be missing, whose start would then be unknown.
        return origin != nil && length >= options.minimumFragmentDuration
    }

    private mutating func writeHeader() throws(HybridMP4Error) {
        let origin = tracks.compactMap(\.firstPresentation).min() ?? .zero
        for number in tracks.indices { tracks[number].fixOrigin(origin) }
        let movie = MovieBox.fragmented(tracks.map(\.header))
        try append(HybridMP4Layout.fileType + HybridMP4Layout.placeholder + movie, [])
        self.origin = origin
    }

    private mutating func writeFragment(next: (number: Int, sample: MP4Sample)?) throws(HybridMP4Error) {
        if origin == nil { try writeHeader() }
        let numbers = tracks.indices.filter { !tracks[$0].pending.isEmpty }
        fragmentStart = nil
        guard !numbers.isEmpty else { return }
        let fragments = numbers.map { tracks[$0].fragment(next: next?.number == $0 ? next?.sample : nil) }
        sequenceNumber &+= 1
        let header = FragmentBox.header(sequenceNumber: sequenceNumber, fragments)
        let start = byteCount
        try append(header, numbers.flatMap { tracks[$0].payloads })
        try activateFragment(at: start)
        var offset = start + UInt64(header.count)
        for (number, fragment) in zip(numbers, fragments) {
            tracks[number].index.append(fragment.samples, at: offset)
            tracks[number].clearPending()
            offset += UInt64(fragment.byteCount)
        }
    }

    private mutating func activateFragment(at offset: UInt64) throws(HybridMP4Error) {
        do {
            // Not before its media: after a power failure a fragment that counts must not be empty.
            try output.synchronize()
            try output.overwrite(FragmentBox.activeType.bytes, at: offset + FragmentBox.typeOffset)
        } catch {
            hasFailed = true
            throw .outputFailed(operation: .appendFragment, cause: error)
        }
    }

    private mutating func append(_ header: [UInt8], _ payloads: [FramePayload]) throws(HybridMP4Error) {
        do {
            try output.append(header: header, payloads: payloads)
        } catch {
            hasFailed = true
            throw .outputFailed(operation: .appendFragment, cause: error)
        }
        byteCount += payloads.reduce(UInt64(header.count)) { $0 + UInt64($1.count) }
    }
}
