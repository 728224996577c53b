import MediaTypes

/// One pass over an unfinished file.
struct RecoveryScan {
    private var tracks: [MovieBox.Track] = []
    private var end: UInt64 = 0

    /// More than our writer needs for its largest fragment of the smallest frames.
    private static let largestIndex: UInt64 = 64 << 20

    mutating func run<Input: RandomAccessInput & ~Copyable>(
        _ input: inout Input
    ) throws -> FragmentedMP4Recovery.Finding {
        let start = try input.read(at: 0, count: FragmentedMP4Recovery.startLength)
        guard start.starts(with: HybridMP4Layout.fileType) else { return .foreign }
        guard FragmentedMP4Recovery.isUnfinished(start: start) else {
            let type = start.dropFirst(HybridMP4Layout.fileType.count + 4).prefix(4)
            return type.elementsEqual("mdat".utf8) ? .finished : .foreign
        }
        guard try readMovie(&input, at: UInt64(start.count)) else { return .empty }
        while try readFragment(&input) {}
        guard tracks.contains(where: { $0.index.count > 0 }) else { return .empty }
        return .unfinished(FragmentedMP4Recovery(end: end, tracks: tracks))
    }

    private mutating func readMovie<Input: RandomAccessInput & ~Copyable>(
        _ input: inout Input, at offset: UInt64
    ) throws -> Bool {
        guard let (header, content) = try box(["moov"], at: offset, &input) else { return false }
        // Safe: bytes have no padding.
        let headers = unsafe TrackHeaderReader.headers(inMovie: content.span.bytes)
        tracks = headers.map { MovieBox.Track(header: $0, index: SampleIndex()) }
        end = offset + header.size
        return !tracks.isEmpty
    }

    /// Takes the samples of the fragment at `end` that are wholly in the file; false at the last one.
    private mutating func readFragment<Input: RandomAccessInput & ~Copyable>(_ input: inout Input) throws -> Bool {
        let start = end
        // One that was not activated may still be whole.
        let types = [FragmentBox.activeType, FragmentBox.inactiveType]
        guard let (header, content) = try box(types, at: start, &input) else { return false }
        // Safe: bytes have no padding.
        guard let fragment = unsafe FragmentReader.tracks(inFragment: content.span.bytes) else { return false }
        let mediaOffset = start + header.size
        guard let media = try boxHeader(at: mediaOffset, &input), media.type == "mdat" else { return false }
        let limit = min(mediaOffset + media.size, input.byteCount)
        let first = mediaOffset + media.headerSize
        for part in fragment {
            guard try take(part, at: start + UInt64(part.dataOffset), within: first..<max(first, limit), &input) else {
                return false
            }
        }
        guard mediaOffset + media.size <= input.byteCount else { return false }
        end = mediaOffset + media.size
        return true
    }

    /// False when the samples contradict what came before.
    private mutating func take<Input: RandomAccessInput & ~Copyable>(
        _ part: FragmentReader.Track, at offset: UInt64, within media: Range<UInt64>, _ input: inout Input
    ) throws -> Bool {
        guard let number = tracks.firstIndex(where: { $0.header.id == part.id }), offset >= media.lowerBound else {
            return false
        }
        guard follows(part.samples, tracks[number].index.lastDecodeTime) else { return false }
        var whole = 0
        var position = offset
        while whole < part.samples.count, position + UInt64(part.samples[whole].size) <= media.upperBound {
            position += UInt64(part.samples[whole].size)
            whole += 1
        }
        try noteParameterSets(part.samples.prefix(whole), at: offset, number, &input)
        tracks[number].index.append(part.samples.prefix(whole), at: offset)
        if whole > 0 { end = max(end, position) }
        return true
    }

    /// Decode times must rise, in steps the tables can hold.
    private func follows(_ samples: [MP4Sample], _ last: Int64?) -> Bool {
        var previous = last
        for sample in samples {
            if let previous, sample.decodeTime <= previous || sample.decodeTime - previous > Int64(Int32.max) {
                return false
            }
            previous = sample.decodeTime
        }
        return true
    }

    /// Only the samples tell whether parameter sets changed, which the entry's name has to say.
    private mutating func noteParameterSets<Input: RandomAccessInput & ~Copyable>(
        _ samples: ArraySlice<MP4Sample>, at offset: UInt64, _ number: Int, _ input: inout Input
    ) throws {
        let entry = tracks[number].header.sampleEntry
        guard tracks[number].header.kind == .video, entry.dropFirst(4).starts(with: "avc1".utf8) else { return }
        var position = offset
        for sample in samples {
            if sample.isSync {
                // Parameter sets come first, and are small.
                let start = try input.read(at: position, count: Int(min(sample.size, 1024)))
                let scan = unsafe ParameterSetScan(start.span.bytes)
                if scan.sets.contains(where: { !entry.contains($0) }) {
                    tracks[number].header.sampleEntry = SampleEntry.allowingSetsInBand(entry)
                    return
                }
            }
            position += UInt64(sample.size)
        }
    }

    private func boxHeader<Input: RandomAccessInput & ~Copyable>(
        at offset: UInt64, _ input: inout Input
    ) throws -> MP4BoxHeader? {
        let bytes = try input.read(at: offset, count: 16)
        return unsafe MP4BoxHeader(bytes.span.bytes)
    }

    /// A whole box of one of the types, of a bearable size, with its content.
    private func box<Input: RandomAccessInput & ~Copyable>(
        _ types: [FourCharacterCode], at offset: UInt64, _ input: inout Input
    ) throws -> (MP4BoxHeader, [UInt8])? {
        guard let header = try boxHeader(at: offset, &input), types.contains(header.type),
            header.size <= Self.largestIndex,
            offset + header.size <= input.byteCount
        else { return nil }
        let content = try input.read(
            at: offset + header.headerSize, count: Int(header.size - header.headerSize))
        return UInt64(content.count) == header.size - header.headerSize ? (header, content) : nil
    }
}

extension [UInt8] {
    /// Whether `part` is found anywhere inside.
    fileprivate func contains(_ part: [UInt8]) -> Bool {
        guard !part.isEmpty, part.count <= count else { return part.isEmpty }
        return (0...(count - part.count)).contains { self[$0..<($0 + part.count)].elementsEqual(part) }
    }
}
