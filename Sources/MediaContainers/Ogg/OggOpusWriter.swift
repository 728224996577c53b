public import MediaTypes

/// Writes one Opus track to Ogg (RFC 3533, RFC 7845), playable at every instant: each page stands for itself, and nothing
/// that was written is touched again.
///
/// Sound that is missing is filled with packets that conceal a loss, or say silence where it is longer than half a second; a
/// sender's clock that runs fast or slow is followed, a packet now and then; the jitter of arrival times is ignored. See
/// ``OggOpusSummary`` for what of that there was.
///
/// Payloads are handed to the output by reference, never copied. They are held until their page ends. Not for use from
/// several threads at once.
public struct OggOpusWriter<Output: RandomAccessOutput & ~Copyable>: ~Copyable, Sendable {
    /// The bytes written so far.
    public private(set) var byteCount: UInt64 = 0

    private var output: Output
    private let options: OggOpusOptions
    private let track: TrackDescription
    private let parameters: OpusParameters
    private var timeline = OpusTimeline()
    private var page = OggPage()
    private var pageCount: UInt32 = 0
    /// The timeline's position at the end of the last page.
    private var writtenPosition: Int64 = 0
    /// The last packet, when it is one that was given.
    private var last: (samples: Int, duration: MediaTime)?
    /// What can follow the last packet that was given.
    private var filler: OpusFiller?
    private var counts = (packets: 0, concealed: 0, silent: 0, leftOut: 0, malformed: 0)
    private var isFinished = false
    /// After a refused page nothing more is taken: the stream would have a hole.
    private var hasFailed = false

    /// Nothing is written before the first frame is there.
    public init(
        output: consuming Output, track: TrackDescription, options: OggOpusOptions = OggOpusOptions()
    ) throws(OggOpusError) {
        guard case .opus(let parameters) = track.parameters else { throw .notOpus(track.id) }
        self.output = output
        self.track = track
        self.parameters = parameters
        self.options = options
    }

    /// Returns when a page that ended with this frame is in the output. Where time is missing in front of the frame, it is
    /// filled. A frame that is no Opus packet is left out and counted.
    public mutating func write(_ frame: EncodedFrame) throws(OggOpusError) {
        guard !isFinished else { throw .alreadyFinished }
        guard !hasFailed else { throw .stoppedByFailure }
        try check(frame)
        guard let samples = OpusPacketHeader.sampleCount(of: frame.payload.bytes), let header = frame.payload.firstByte
        else {
            counts.malformed += 1
            return
        }
        if pageCount == 0 { try writeHeaders() }
        let unit = (filler ?? OpusFiller(header: header)).unit
        let placement = timeline.place(
            frame.presentationTime, samples: samples, unit: unit, long: OpusFiller.longest, fineUnit: OpusFiller.finest)
        guard case .append(let missing) = placement else {
            counts.leftOut += 1
            return
        }
        try fill(missing)
        try append(frame.payload, samples: samples)
        last = (samples, frame.duration)
        filler = OpusFiller(header: header)
    }

    /// Fills with silence up to `time`, before which no frame comes any more: a muted track's file then grows as time
    /// passes, and ends with the recording. Nothing happens while less than half a second is missing, or before the first
    /// frame.
    public mutating func fill(to time: MediaTime) throws(OggOpusError) {
        guard !isFinished else { throw .alreadyFinished }
        guard !hasFailed else { throw .stoppedByFailure }
        let missing = timeline.missing(upTo: time)
        guard missing > OpusFiller.longest else { return }
        try fill(missing)
    }

    private mutating func fill(_ missing: Int64) throws(OggOpusError) {
        guard missing > 0, var filler else { return }
        // Not all at once: a day of packets would be a day's memory.
        var rest = missing
        while rest >= OpusFiller.finest {
            let packets = filler.packets(rest, atMost: 256)
            guard !packets.isEmpty else { break }
            for packet in packets {
                try append(packet.payload, samples: packet.samples)
                rest -= Int64(packet.samples)
                if packet.isSilence { counts.silent += 1 } else { counts.concealed += 1 }
            }
            last = nil
        }
        self.filler = filler
    }

    /// Writes the last page, which says where the sound ends. Without a frame nothing is written at all.
    public mutating func finish() throws(OggOpusError) -> OggOpusSummary {
        guard !isFinished else { throw .alreadyFinished }
        isFinished = true
        if !hasFailed, !page.isEmpty { try writePage(.last, position: trimmedPosition) }
        guard !hasFailed || byteCount > 0 else { throw .stoppedByFailure }
        return OggOpusSummary(
            duration: MediaTime(ticks: max(0, writtenPosition - Int64(parameters.preSkip)), timescale: 48_000),
            byteCount: byteCount, packetCount: counts.packets, concealedPackets: counts.concealed,
            silentPackets: counts.silent, leftOutPackets: counts.leftOut, adjustedTimestamps: timeline.adjustedCount,
            malformedFrames: counts.malformed)
    }

    private func check(_ frame: EncodedFrame) throws(OggOpusError) {
        guard frame.track == track.id else { throw .unknownTrack(frame.track) }
        guard frame.payload.count <= OggPage.largestPacket else {
            throw .frameTooLarge(frame.track, byteCount: frame.payload.count, limit: OggPage.largestPacket)
        }
        if let new = frame.newParameters, new != track.parameters { throw .parametersCannotChange(frame.track) }
    }

    /// The end of the last frame's duration, where it is shorter than its packet (RFC 7845 section 4.4); not before the
    /// first sample that is played, which no reader expects.
    private var trimmedPosition: Int64 {
        guard let last, last.duration > .zero else { return timeline.position }
        let surplus = Int64(last.samples) - last.duration.ticks(timescale: 48_000)
        return max(timeline.position - max(0, surplus), min(timeline.position, Int64(parameters.preSkip)))
    }

    // MARK: - Pages

    private mutating func append(_ packet: FramePayload, samples: Int) throws(OggOpusError) {
        let length = MediaTime(ticks: timeline.position + Int64(samples) - writtenPosition, timescale: 48_000)
        // Not when it is full but when more comes: the last page must have a packet.
        if !page.isEmpty, length > options.maximumPageDuration || !page.hasRoom(for: packet) {
            try writePage(.middle, position: timeline.position)
        }
        page.append(packet)
        timeline.append(samples: samples)
    }

    /// Each header has pages to itself (RFC 7845 section 3).
    private mutating func writeHeaders() throws(OggOpusError) {
        var (identification, comment) = (OggPage(), OggPage())
        identification.append(FramePayload(parameters.identificationHeader))
        comment.append(FramePayload(OpusCommentHeader.bytes))
        try write(identification, .first, position: 0)
        try write(comment, .middle, position: 0)
    }

    private mutating func writePage(_ place: OggPage.Place, position: Int64) throws(OggOpusError) {
        try write(page, place, position: position)
        counts.packets += page.packets.count
        writtenPosition = position
        page = OggPage()
    }

    private mutating func write(_ page: OggPage, _ place: OggPage.Place, position: Int64) throws(OggOpusError) {
        let header = page.header(
            place, granulePosition: position, serialNumber: options.serialNumber, sequenceNumber: pageCount)
        do {
            try output.append(header: header, payloads: page.packets)
            byteCount += page.packets.reduce(UInt64(header.count)) { $0 + UInt64($1.count) }
            pageCount &+= 1
            try output.synchronize()
        } catch {
            hasFailed = true
            throw .outputFailed(cause: error)
        }
    }
}

extension FramePayload {
    fileprivate var firstByte: UInt8? {
        var reader = ByteReader(bytes)
        return reader.read(UInt8.self)
    }
}
