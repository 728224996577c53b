public import MediaTypes

/// Finds out what an unfinished hybrid MP4 holds and finishes it, exactly as its writer would have.
///
/// Use: `scan` an input, cut the file off at `end`, then `finish` with an output that appends there. Every step can be
/// interrupted and begun again. The memory taken is in proportion to the samples found, at most half the file's size.
public struct FragmentedMP4Recovery: Sendable {
    public enum Finding: Sendable {
        /// Not a hybrid MP4 of ours; nothing to do with it.
        case foreign
        /// Ours, with its index in place.
        case finished
        /// Ours, without anything that could be saved.
        case empty
        case unfinished(FragmentedMP4Recovery)
    }

    /// Behind the last whole sample; what follows in the file is of no use.
    public let end: UInt64
    private var tracks: [MovieBox.Track]

    init(end: UInt64, tracks: [MovieBox.Track]) {
        self.end = end
        self.tracks = tracks
    }

    public var duration: MediaTime { MovieBox.duration(tracks) }
    public var sampleCount: Int { tracks.reduce(0) { $0 + $1.index.count } }

    /// How many bytes `isUnfinished` looks at.
    public static let startLength = HybridMP4Layout.fileType.count + HybridMP4Layout.placeholder.count

    /// Whether a file that begins with these bytes is ours and has no index yet.
    public static func isUnfinished(start: [UInt8]) -> Bool {
        start.starts(with: HybridMP4Layout.fileType + HybridMP4Layout.placeholder)
    }

    /// Reads box headers, the first `moov`, every `moof` and the first bytes of key frames; stops at the first thing
    /// that the writer would not have written. Throws only what `input` throws.
    public static func scan<Input: RandomAccessInput & ~Copyable>(_ input: inout Input) throws -> Finding {
        var scan = RecoveryScan()
        return try scan.run(&input)
    }

    /// Appends the index to `output`, whose length must be `end`, and activates it. Returns the file's final size.
    public func finish<Output: RandomAccessOutput & ~Copyable>(
        _ output: inout Output
    ) throws(HybridMP4Error) -> UInt64 {
        try HybridMP4Index.finish(&output, at: end, tracks)
    }
}
