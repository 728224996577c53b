internal import MediaTypes
internal import RTPMedia

/// Makes encoded frames of a track's access units, and knows its codec's parameters.
struct FrameAssembler {
    let track: TrackID
    /// Of sound, as announced.
    let isStereo: Bool
    private var parameters: CodecParameters?
    /// `parameters` were not told yet.
    private var areNew = false
    private var lastTime: MediaTime?

    /// What libopus, and with it every browser, encodes late: samples at 48 kHz.
    static let opusDelay = 312

    init(track: TrackID, isStereo: Bool) {
        self.track = track
        self.isStereo = isStereo
    }

    /// The frame; nil when decoding it needs parameters that did not come, or nothing is in it.
    ///
    /// - Parameter sets: The H.264 parameter sets so far.
    mutating func frame(_ unit: AccessUnit, _ bytes: RawSpan, sets: H264Parameters?) -> EncodedFrame? {
        var duration = MediaTime.zero
        var time = unit.presentationTime
        switch unit.codec {
        case .opus:
            noteOpus(bytes)
            duration = MediaTime(ticks: Int64(unit.duration), timescale: 48_000)
            // A decoder gives out each sample that much after it was put in.
            time -= MediaTime(ticks: Int64(FrameAssembler.opusDelay), timescale: 48_000)
        case .pcmu, .pcma: return nil
        case .h264, .vp8, .vp9, .av1:
            if unit.isKeyframe {
                guard !isBlank(unit, bytes, sets), noteKeyframe(unit, bytes, sets) else { return nil }
            }
        }
        guard parameters != nil, let payload = payload(unit, bytes) else { return nil }
        var frame = EncodedFrame(
            track: track, presentationTime: place(time), duration: duration, isKeyframe: unit.isKeyframe,
            payload: payload)
        if areNew, unit.isKeyframe {
            frame.newParameters = parameters
            areNew = false
        }
        return frame
    }

    /// A stream that takes the place of another may say that it begins a little before the other ended.
    private mutating func place(_ time: MediaTime) -> MediaTime {
        let placed = lastTime.map { max(time, $0 + MediaTime(nanoseconds: 1_000)) } ?? time
        lastTime = placed
        return placed
    }

    /// What was told did not arrive.
    mutating func tellAgain(_ parameters: CodecParameters) { areNew = areNew || parameters == self.parameters }

    // MARK: Parameters

    private mutating func note(_ new: CodecParameters) {
        guard new != parameters else { return }
        parameters = new
        areNew = true
    }

    private mutating func noteOpus(_ packet: RawSpan) {
        guard packet.byteCount > 0 else { return }
        // Of the table of contents: s, two channels (RFC 6716 section 3.1).
        let isStereo = self.isStereo || packet.unsafeLoad(as: UInt8.self) & 4 != 0
        // Once stereo, always stereo: mono packets are then played on both sides.
        if case .opus(let known)? = parameters, known.channels == 2 || !isStereo { return }
        note(.opus(OpusParameters(channels: isStereo ? 2 : 1, preSkip: FrameAssembler.opusDelay)))
    }

    /// A picture of a few black pixels behind larger ones: with those LiveKit's server blanks the screens when a track ends.
    /// They are none of the track's.
    private func isBlank(_ unit: AccessUnit, _ bytes: RawSpan, _ sets: H264Parameters?) -> Bool {
        let (size, before): ((Int, Int), (Int, Int))
        switch (unit.codec, parameters) {
        case (.h264, .h264(let known)?):
            guard let sets else { return false }
            (size, before) = ((sets.width, sets.height), (known.width, known.height))
        case (.vp8, .vp8(let known)?):
            guard let header = VP8FrameHeader(bytes) else { return false }
            (size, before) = ((header.width, header.height), (known.width, known.height))
        default: return false
        }
        let largest = FrameAssembler.blankSize
        return max(size.0, size.1) <= largest && min(before.0, before.1) > largest
    }

    /// Of a side, in pixels: 8 of VP8, 2 of H.264.
    private static let blankSize = 8

    /// False when the key frame does not say what a decoder needs.
    private mutating func noteKeyframe(_ unit: AccessUnit, _ bytes: RawSpan, _ sets: H264Parameters?) -> Bool {
        switch unit.codec {
        case .h264:
            guard let sets else { return false }
            note(.h264(sets))
        case .vp8:
            guard let header = VP8FrameHeader(bytes), header.isKeyframe else { return false }
            note(.vp8(VP8Parameters(width: header.width, height: header.height)))
        case .vp9:
            guard let header = VP9FrameHeader(bytes), header.isKeyframe else { return false }
            let (width, height) = (max(header.width, Int(unit.width)), max(header.height, Int(unit.height)))
            note(
                .vp9(VP9Parameters(width: width, height: height, profile: header.profile, bitDepth: header.bitDepth)))
        case .av1:
            guard let parameters = AV1Parameters(temporalUnit: bytes) else { return false }
            note(.av1(parameters))
        case .opus, .pcmu, .pcma: return false
        }
        return true
    }

    // MARK: Bytes

    private func payload(_ unit: AccessUnit, _ bytes: RawSpan) -> FramePayload? {
        guard unit.codec == .h264 else {
            return bytes.byteCount > 0 ? FramePayload(copying: bytes, [0..<bytes.byteCount]) : nil
        }
        var kept: [Range<Int>] = []
        var nalUnits = NALUnitIterator(bytes)
        var position = 0
        while let nalUnit = try? nalUnits.next() {
            let end = position + 4 + nalUnit.byteCount
            if FrameAssembler.belongsToPicture(nalUnit) {
                if let last = kept.last, last.upperBound == position {
                    kept[kept.count - 1] = last.lowerBound..<end
                } else {
                    kept.append(position..<end)
                }
            }
            position = end
        }
        return kept.isEmpty ? nil : FramePayload(copying: bytes, kept)
    }

    /// Parameter sets are told in `newParameters`, and delimiters are the container's business.
    private static func belongsToPicture(_ nalUnit: RawSpan) -> Bool {
        guard nalUnit.byteCount > 0 else { return false }
        switch H264NALUnitType(headerByte: nalUnit.unsafeLoad(as: UInt8.self)) {
        case .sequenceParameterSet, .pictureParameterSet, .accessUnitDelimiter: return false
        case .slice, .instantaneousDecoderRefresh, .supplementalEnhancement, .other: return true
        }
    }
}

extension FramePayload {
    /// One copy of the parts, one behind the other.
    init(copying bytes: RawSpan, _ ranges: [Range<Int>]) {
        let memory = UnsafeMutableRawBufferPointer.allocate(
            byteCount: ranges.reduce(0) { $0 + $1.count }, alignment: 16)
        var position = 0
        for range in ranges {
            bytes.extracting(range).withUnsafeBytes { source in
                UnsafeMutableRawBufferPointer(rebasing: memory[position..<position + range.count])
                    .copyMemory(from: source)
            }
            position += range.count
        }
        // Allocated above, written before it is shared, freed once.
        nonisolated(unsafe) let owned = memory
        self.init(borrowing: UnsafeRawBufferPointer(memory)) { owned.deallocate() }
    }
}
