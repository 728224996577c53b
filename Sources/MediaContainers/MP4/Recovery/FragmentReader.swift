import MediaTypes

/// Reads our own `moof` boxes back.
enum FragmentReader {
    struct Track {
        var id: UInt32
        /// Where the first sample lies, counted from the start of the `moof`.
        var dataOffset: UInt32
        var samples: [MP4Sample]
    }

    /// Later times are taken for damage; a century of ticks at 768 kHz is less.
    static let latestTime: Int64 = 1 << 52

    /// `nil` when anything in it is not as we write it.
    static func tracks(inFragment content: RawSpan) -> [Track]? {
        var tracks: [Track] = []
        var isWhole = true
        MP4Content.each("traf", in: content) { fragment in
            guard tracks.count < 64, let track = track(fragment) else {
                isWhole = false
                return
            }
            tracks.append(track)
        }
        return isWhole ? tracks : nil
    }

    private static func track(_ fragment: RawSpan) -> Track? {
        guard let header = MP4Content.find(["tfhd"], in: fragment), let time = MP4Content.find(["tfdt"], in: fragment),
            let run = MP4Content.find(["trun"], in: fragment)
        else { return nil }
        var headerReader = ByteReader(header)
        var timeReader = ByteReader(time)
        guard headerReader.skip(4), let id = headerReader.read(UInt32.self), timeReader.skip(4),
            let start = timeReader.read(Int64.self), (0...latestTime).contains(start)
        else { return nil }
        return samples(run, from: start).map { Track(id: id, dataOffset: $0, samples: $1) }
    }

    /// Every sample has at least its own 12 bytes, so the content's length bounds their number.
    private static func samples(_ run: RawSpan, from start: Int64) -> (UInt32, [MP4Sample])? {
        var reader = ByteReader(run)
        guard let flags = reader.read(UInt32.self), let count = reader.read(UInt32.self),
            let offset = reader.read(UInt32.self)
        else { return nil }
        let hasOffsets = flags & 0xFF_FFFF == 0xF01
        guard hasOffsets || flags & 0xFF_FFFF == 0x701 else { return nil }
        guard Int(count) * (hasOffsets ? 16 : 12) == reader.remaining else { return nil }
        var samples: [MP4Sample] = []
        samples.reserveCapacity(Int(count))
        var time = start
        for _ in 0..<count {
            guard let sample = sample(&reader, at: time, hasOffset: hasOffsets) else { return nil }
            samples.append(sample)
            time += Int64(sample.duration)
        }
        return (offset, samples)
    }

    private static func sample(_ reader: inout ByteReader, at time: Int64, hasOffset: Bool) -> MP4Sample? {
        guard let duration = reader.read(UInt32.self), duration <= UInt32(Int32.max),
            let size = reader.read(UInt32.self), let flags = reader.read(UInt32.self)
        else { return nil }
        var offset: Int32 = 0
        if hasOffset {
            guard let value = reader.read(Int32.self) else { return nil }
            offset = value
        }
        return MP4Sample(
            decodeTime: time, compositionOffset: offset, duration: duration, size: size, isSync: flags & 0x1_0000 == 0)
    }
}
