/// A track's samples in the form the final tables take: four bytes for a sample's size, runs for the rest.
struct SampleIndex: Sendable {
    struct Chunk: Sendable {
        let offset: UInt64
        let sampleCount: UInt32
    }

    private(set) var sizes: [UInt32] = []
    private(set) var compositionOffsets = RunLengths<Int32>()
    /// Counted from 1.
    private(set) var syncSamples: [UInt32] = []
    private(set) var chunks: [Chunk] = []
    private(set) var firstDecodeTime: Int64 = 0
    /// The earliest presentation, and the end of the latest.
    private(set) var presentationStart: Int64 = .max
    var presentationEnd: Int64 {
        guard let last else { return presentationEndBeforeLast }
        return max(presentationEndBeforeLast, last.presentationTime + Int64(last.duration))
    }
    private var presentationEndBeforeLast: Int64 = .min
    private var finishedDurations = RunLengths<UInt32>()
    private var last: MP4Sample?

    var count: Int { sizes.count }
    var hasReordering: Bool { compositionOffsets.runs.contains { $0.value != 0 } }
    var isAllSync: Bool { syncSamples.count == sizes.count }
    var lastDecodeTime: Int64? { last?.decodeTime }
    /// The sum of all durations.
    var mediaDuration: Int64 { last.map { $0.decodeTime - firstDecodeTime + Int64($0.duration) } ?? 0 }

    /// Decode times less the one before; the last sample has its own duration.
    var durations: RunLengths<UInt32> {
        var all = finishedDurations
        if let last { all.append(last.duration) }
        return all
    }

    /// Adds samples that lie one after another from `offset` of the file. Their decode times must rise, by steps that
    /// 32 bits hold.
    mutating func append(_ samples: some Collection<MP4Sample>, at offset: UInt64) {
        for sample in samples { append(sample) }
        if !samples.isEmpty { chunks.append(Chunk(offset: offset, sampleCount: UInt32(clamping: samples.count))) }
    }

    private mutating func append(_ sample: MP4Sample) {
        if let last {
            // What a fragment said of its last sample was a guess.
            let duration = sample.decodeTime - last.decodeTime
            finishedDurations.append(UInt32(clamping: duration))
            presentationEndBeforeLast = max(presentationEndBeforeLast, last.presentationTime + duration)
        } else {
            firstDecodeTime = sample.decodeTime
        }
        last = sample
        sizes.append(sample.size)
        compositionOffsets.append(sample.compositionOffset)
        if sample.isSync { syncSamples.append(UInt32(clamping: sizes.count)) }
        presentationStart = min(presentationStart, sample.presentationTime)
    }
}
