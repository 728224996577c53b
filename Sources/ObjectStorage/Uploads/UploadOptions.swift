/// How uploads are cut, tried again and given up.
public struct UploadOptions: Hashable, Sendable {
    /// How many calls to a store are made at the same time.
    public var concurrentCalls: Int
    /// Files up to here go up whole, in bytes; larger ones in parts.
    public var largestWhole: UInt64
    /// The size of the first parts, in bytes; the store's limits and the file's length may ask for more.
    public var partSize: UInt64
    /// The pause after a first failure beyond the store's own retries; it doubles from failure to failure.
    public var firstPause: Duration
    public var longestPause: Duration
    /// How long a destination may fail before its files go to the one that stands in for it, or stay where they are.
    public var giveUpAfter: Duration
    /// How many uploads may wait; their bytes wait on the disk.
    public var maximumWaiting: Int

    public init(
        concurrentCalls: Int = 4, largestWhole: UInt64 = 8 << 20, partSize: UInt64 = 5 << 20,
        firstPause: Duration = .seconds(1), longestPause: Duration = .seconds(60),
        giveUpAfter: Duration = .seconds(3_600), maximumWaiting: Int = 20_000
    ) {
        self.concurrentCalls = max(concurrentCalls, 1)
        self.largestWhole = largestWhole
        self.partSize = partSize
        self.firstPause = firstPause
        self.longestPause = longestPause
        self.giveUpAfter = giveUpAfter
        self.maximumWaiting = maximumWaiting
    }

    var sizes: UploadSizes { UploadSizes(largestWhole: largestWhole, part: partSize, partsAtOnce: concurrentCalls) }
}
