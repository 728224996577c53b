import MediaTypes

/// `moov`, both as the start of a fragmented file and as a complete index.
enum MovieBox {
    struct Track {
        var header: MP4TrackHeader
        var index: SampleIndex
    }

    /// Tracks without samples, and room for fragments.
    static func fragmented(_ headers: [MP4TrackHeader]) -> [UInt8] {
        var writer = BoxWriter(reserving: 4096)
        writer.box("moov") { moov in
            let timescale = movieTimescale(headers)
            writeMovieHeader(timescale: timescale, duration: 0, nextTrack: headers.count + 1, to: &moov)
            for header in headers { TrackBox.writeEmpty(header, to: &moov) }
            moov.box("mvex") { box in
                for header in headers { writeTrackDefaults(header.id, to: &box) }
            }
        }
        return writer.bytes
    }

    /// All samples of all tracks that have any.
    static func complete(_ tracks: [Track]) -> [UInt8] {
        let filled = tracks.filter { $0.index.count > 0 }
        let tracks = filled.isEmpty ? tracks : filled
        let timescale = movieTimescale(tracks.map(\.header))
        let edits = editLists(tracks, movieTimescale: timescale)
        let duration = edits.map { $0.delay + $0.duration }.max() ?? 0
        var writer = BoxWriter(reserving: 4096 + tracks.reduce(0) { $0 + $1.index.count * 5 })
        writer.box("moov") { moov in
            let next = (tracks.map { Int($0.header.id) }.max() ?? 0) + 1
            writeMovieHeader(timescale: timescale, duration: duration, nextTrack: next, to: &moov)
            for (track, edit) in zip(tracks, edits) { TrackBox.write(track, edit, to: &moov) }
        }
        return writer.bytes
    }

    /// From the first presented sample of any track to the last one's end.
    static func duration(_ tracks: [Track]) -> MediaTime {
        let tracks = tracks.filter { $0.index.count > 0 }
        let timescale = movieTimescale(tracks.map(\.header))
        let end = editLists(tracks, movieTimescale: timescale).map { $0.delay + $0.duration }.max() ?? 0
        return MediaTime(ticks: end, timescale: Int32(clamping: timescale))
    }

    private static func editLists(_ tracks: [Track], movieTimescale: UInt32) -> [EditList] {
        let starts = tracks.filter { $0.index.count > 0 }.map { track in
            rescale(EditList.start(track.header, track.index), from: track.header.timescale, to: movieTimescale)
        }
        let origin = starts.min() ?? 0
        return tracks.map { EditList($0.header, $0.index, origin: origin, movieTimescale: movieTimescale) }
    }

    /// A multiple of every track's timescale, so that edits are exact.
    private static func movieTimescale(_ headers: [MP4TrackHeader]) -> UInt32 {
        let multiple = headers.reduce(UInt64(1)) { leastCommonMultiple($0, UInt64(max(1, $1.timescale))) }
        return multiple <= UInt64(Int32.max) ? UInt32(multiple) : MP4TrackHeader.videoTimescale
    }

    /// Of numbers below 2^32; `UInt32.max` and more means that there is no useful one.
    private static func leastCommonMultiple(_ left: UInt64, _ right: UInt64) -> UInt64 {
        guard left < UInt64(UInt32.max) else { return left }
        var (divisor, rest) = (left, right)
        while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
        return left / divisor * right
    }

    private static func writeMovieHeader(timescale: UInt32, duration: Int64, nextTrack: Int, to moov: inout BoxWriter) {
        moov.fullBox("mvhd", version: 1) { box in
            box.zeros(16)  // no dates: the file's own are enough, and equal input gives equal files
            box.write(timescale)
            box.write(duration)
            box.write(UInt32(1 << 16))  // normal speed
            box.write(UInt16(1 << 8))  // full volume
            box.zeros(10)
            box.unityMatrix()
            box.zeros(24)
            box.write(UInt32(clamping: nextTrack))
        }
    }

    private static func writeTrackDefaults(_ id: UInt32, to mvex: inout BoxWriter) {
        mvex.fullBox("trex") { box in
            box.write(id)
            box.write(UInt32(1))  // sample description index
            box.zeros(12)
        }
    }
}
