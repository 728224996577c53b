import MediaTypes

/// How a finished track lies on the movie's timeline: at what time its first presented sample appears and what part of
/// its media is presented.
struct EditList {
    /// The empty edit in front, in movie ticks.
    let delay: Int64
    /// In movie ticks.
    let duration: Int64
    /// The media time of the first presented sample, in track ticks counted from the first decode time.
    let mediaTime: Int64

    /// When the track's first presented sample appears, in track ticks after the movie's zero; less than zero when
    /// pictures turned out to precede the first one decoded.
    static func start(_ header: MP4TrackHeader, _ index: SampleIndex) -> Int64 {
        firstPresented(header, index) - header.mediaTimeAtStart
    }

    /// Of an index that holds a sample.
    private static func firstPresented(_ header: MP4TrackHeader, _ index: SampleIndex) -> Int64 {
        switch header.kind {
        case .video: index.presentationStart
        // Sound starts after its priming, which `mediaTimeAtStart` counts.
        case .audio: min(index.firstDecodeTime + header.mediaTimeAtStart, index.presentationEnd)
        }
    }

    /// `origin` is the earliest start of all tracks, in movie ticks.
    init(_ header: MP4TrackHeader, _ index: SampleIndex, origin: Int64, movieTimescale: UInt32) {
        guard index.count > 0 else {
            (delay, duration, mediaTime) = (0, 0, 0)
            return
        }
        func movieTicks(_ ticks: Int64) -> Int64 { rescale(ticks, from: header.timescale, to: movieTimescale) }
        let first = Self.firstPresented(header, index)
        delay = max(0, movieTicks(Self.start(header, index)) - origin)
        duration = max(0, movieTicks(index.presentationEnd - first))
        mediaTime = max(0, first - index.firstDecodeTime)
    }

    func write(to writer: inout BoxWriter) {
        writer.box("edts") { box in
            box.fullBox("elst", version: 1) { list in
                list.write(UInt32(delay > 0 ? 2 : 1))
                if delay > 0 { Self.writeEntry(duration: delay, mediaTime: -1, to: &list) }
                Self.writeEntry(duration: duration, mediaTime: mediaTime, to: &list)
            }
        }
    }

    /// While fragments grow: from `mediaTime` on, for as long as the movie lasts.
    static func writeOpenEnded(mediaTime: Int64, to writer: inout BoxWriter) {
        writer.box("edts") { box in
            box.fullBox("elst", version: 1) { list in
                list.write(UInt32(1))
                writeEntry(duration: 0, mediaTime: mediaTime, to: &list)
            }
        }
    }

    private static func writeEntry(duration: Int64, mediaTime: Int64, to list: inout BoxWriter) {
        list.write(duration)
        list.write(mediaTime)
        list.write(UInt32(1 << 16))  // normal speed
    }
}

/// The nearest tick; exact when `to` is a multiple of `from`.
func rescale(_ ticks: Int64, from: UInt32, to: UInt32) -> Int64 {
    let scaled = Int128(ticks) * Int128(to)
    let half = Int128(from) / 2
    return Int64(clamping: (scaled < 0 ? scaled - half : scaled + half) / Int128(max(1, from)))
}
