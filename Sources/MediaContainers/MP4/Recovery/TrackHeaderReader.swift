import MediaTypes

/// Reads our own `trak` boxes back.
enum TrackHeaderReader {
    /// The tracks of a `moov`'s content; empty when one of them cannot be understood.
    static func headers(inMovie content: RawSpan) -> [MP4TrackHeader] {
        var headers: [MP4TrackHeader] = []
        var isWhole = true
        MP4Content.each("trak", in: content) { track in
            guard headers.count < 64, let header = header(track) else {
                isWhole = false
                return
            }
            headers.append(header)
        }
        let identifiers = Set(headers.map(\.id))
        return isWhole && identifiers.count == headers.count ? headers : []
    }

    private static func header(_ track: RawSpan) -> MP4TrackHeader? {
        guard let (id, width, height) = trackHeader(track), id != 0, let timescale = timescale(track),
            (1...UInt32(Int32.max)).contains(timescale), let kind = kind(track), let entry = sampleEntry(track)
        else { return nil }
        return MP4TrackHeader(
            id: id, kind: kind, timescale: timescale, width: width, height: height, sampleEntry: entry,
            rollDistance: rollDistance(track), mediaTimeAtStart: mediaTimeAtStart(track))
    }

    private static func trackHeader(_ track: RawSpan) -> (UInt32, Int, Int)? {
        guard let content = MP4Content.find(["tkhd"], in: track) else { return nil }
        var reader = ByteReader(content)
        guard reader.skip(20), let id = reader.read(UInt32.self), reader.skip(12 + 16 + 36),
            let width = reader.read(UInt32.self), let height = reader.read(UInt32.self)
        else { return nil }
        return (id, Int(width >> 16), Int(height >> 16))
    }

    private static func timescale(_ track: RawSpan) -> UInt32? {
        guard let content = MP4Content.find(["mdia", "mdhd"], in: track) else { return nil }
        var reader = ByteReader(content)
        return reader.skip(20) ? reader.read(UInt32.self) : nil
    }

    private static func kind(_ track: RawSpan) -> MediaKind? {
        guard let content = MP4Content.find(["mdia", "hdlr"], in: track) else { return nil }
        var reader = ByteReader(content)
        guard reader.skip(8), let handler = reader.read(UInt32.self) else { return nil }
        switch FourCharacterCode(handler) {
        case "vide": return .video
        case "soun": return .audio
        default: return nil
        }
    }

    /// The box inside `stsd`, with its header.
    private static func sampleEntry(_ track: RawSpan) -> [UInt8]? {
        guard let content = MP4Content.find(["mdia", "minf", "stbl", "stsd"], in: track) else { return nil }
        var reader = ByteReader(content)
        guard reader.skip(8), let entries = reader.readBytes(reader.remaining), let header = MP4BoxHeader(entries),
            header.size <= UInt64(entries.byteCount)
        else { return nil }
        return unsafe entries.extracting(0..<Int(header.size)).withUnsafeBytes { unsafe Array($0) }
    }

    private static func rollDistance(_ track: RawSpan) -> Int16? {
        guard let content = MP4Content.find(["mdia", "minf", "stbl", "sgpd"], in: track) else { return nil }
        var reader = ByteReader(content)
        return reader.skip(16) ? reader.read(Int16.self) : nil
    }

    private static func mediaTimeAtStart(_ track: RawSpan) -> Int64 {
        guard let content = MP4Content.find(["edts", "elst"], in: track) else { return 0 }
        var reader = ByteReader(content)
        guard reader.skip(16), let time = reader.read(Int64.self) else { return 0 }
        return min(max(0, time), FragmentReader.latestTime)
    }
}
