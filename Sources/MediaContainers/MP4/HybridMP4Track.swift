import MediaTypes

/// One track of a file being written: the fragment that is being gathered, and the index of what is written.
struct HybridMP4Track: Sendable {
    let description: TrackDescription
    var header: MP4TrackHeader
    private(set) var timeline: TrackTimeline
    private(set) var pending: [MP4Sample] = []
    private(set) var payloads: [FramePayload] = []
    private(set) var pendingByteCount = 0
    /// The presentation time of the first presented sample, once there is a frame.
    private(set) var firstPresentation: MediaTime?
    var index = SampleIndex()
    /// The track's media time of its first decode time; known once the movie's zero is.
    private var firstDecodeTicks: Int64?
    private var parameters: CodecParameters
    /// Parameter sets that differ from the sample entry's and go in front of each key frame.
    private var parameterSetsInBand: FramePayload?

    init(number: UInt32, description: TrackDescription, options: HybridMP4Options) {
        self.description = description
        header = MP4TrackHeader(id: number, description: description, options: options)
        timeline = TrackTimeline(timescale: header.timescale, allowsReordering: description.kind == .video)
        parameters = description.parameters
    }

    var hasStarted: Bool { timeline.anchor != nil }
    var hasFixedStart: Bool { firstDecodeTicks != nil }

    /// The frame's index line, with times still counted from the track's first frame and the duration it says itself.
    mutating func place(_ frame: EncodedFrame) -> MP4Sample {
        if firstPresentation == nil { start(with: frame) }
        let place = timeline.place(frame)
        return MP4Sample(
            decodeTime: place.decodeTime, compositionOffset: place.compositionOffset,
            duration: timeline.ticks(frame.duration), size: 0, isSync: frame.isKeyframe || description.kind == .audio)
    }

    private mutating func start(with frame: EncodedFrame) {
        switch description.kind {
        case .video: firstPresentation = frame.presentationTime
        case .audio: firstPresentation = frame.presentationTime + description.codecDelay
        }
        guard case .opus = parameters, let samples = OpusPacketHeader.sampleCount(of: frame.payload.bytes) else {
            return
        }
        header.rollDistance = MP4TrackHeader.opusRollDistance(samplesPerPacket: samples)
    }

    /// Ties the track's media times to the movie's zero. `anchor` is nil while the track has no frame.
    mutating func fixOrigin(_ origin: MediaTime) {
        let delay = Int64(timeline.ticks(description.codecDelay))
        let timescale = Int32(clamping: header.timescale)
        switch (description.kind, timeline.anchor) {
        case (.audio, _): header.mediaTimeAtStart = delay
        // Room for pictures that are decoded before zero because they are presented later.
        case (.video, let anchor?): header.mediaTimeAtStart = max(0, (origin - anchor).ticks(timescale: timescale))
        case (.video, nil): header.mediaTimeAtStart = 0
        }
        if hasStarted { fixStart(origin) }
    }

    /// Called once, when both the movie's zero and the track's first frame are known.
    mutating func fixStart(_ origin: MediaTime) {
        guard let anchor = timeline.anchor else { return }
        let ticks = (anchor - origin).ticks(timescale: Int32(clamping: header.timescale))
        // A track that turns up late with a time before zero is moved to zero: media times are not negative.
        firstDecodeTicks = max(0, ticks + header.mediaTimeAtStart)
    }

    mutating func append(_ frame: EncodedFrame, as sample: MP4Sample) {
        var sample = sample
        sample.size = UInt32(clamping: frame.payload.count)
        setDurationOfLast(before: sample)
        if frame.isKeyframe, let sets = setsToPrepend(to: frame.payload) {
            payloads.append(sets)
            sample.size += UInt32(clamping: sets.count)
        }
        if sample.duration == 0 { sample.duration = lastDuration }
        payloads.append(frame.payload)
        pendingByteCount += Int(sample.size)
        pending.append(sample)
    }

    private mutating func setDurationOfLast(before next: MP4Sample) {
        guard let last = pending.last else { return }
        pending[pending.count - 1].duration = UInt32(clamping: next.decodeTime - last.decodeTime)
    }

    /// What a frame that does not say lasts: as long as the one before, or a usual time.
    private var lastDuration: UInt32 {
        if let last = pending.last { return last.duration }
        switch parameters {
        case .h264, .vp8, .vp9, .av1: return header.timescale / 30
        case .aac: return 1024
        case .opus: return 960
        }
    }

    /// The gathered samples with the media times the file will say.
    func fragment(next: MP4Sample?) -> FragmentBox.Track {
        var samples = pending
        if let last = samples.last, let next {
            samples[samples.count - 1].duration = UInt32(clamping: next.decodeTime - last.decodeTime)
        }
        for position in samples.indices { samples[position].decodeTime += firstDecodeTicks ?? 0 }
        return FragmentBox.Track(id: header.id, samples: samples, isInRollGroup: header.rollDistance != nil)
    }

    mutating func clearPending() {
        pending.removeAll(keepingCapacity: true)
        payloads.removeAll(keepingCapacity: true)
        pendingByteCount = 0
    }

    /// False when the track's codec cannot change its parameters within a file.
    mutating func change(to new: CodecParameters) -> Bool {
        guard new != parameters else { return true }
        guard case .h264(let sets) = new, case .h264 = parameters else { return false }
        parameters = new
        parameterSetsInBand = FramePayload(sets.lengthPrefixedParameterSets)
        header.sampleEntry = SampleEntry.allowingSetsInBand(header.sampleEntry)
        return true
    }

    private mutating func setsToPrepend(to payload: FramePayload) -> FramePayload? {
        guard case .h264(let current) = parameters else { return nil }
        let found = ParameterSetScan(payload.bytes)
        if found.hasSetsOtherThan(current) { header.sampleEntry = SampleEntry.allowingSetsInBand(header.sampleEntry) }
        return found.isEmpty ? parameterSetsInBand : nil
    }
}
