/// What a store takes in one call.
public struct UploadLimits: Hashable, Sendable {
    /// Of every part but the last, in bytes.
    public var minimumPartSize: UInt64
    /// In bytes.
    public var maximumPartSize: UInt64
    public var maximumPartCount: Int
    /// The largest object that goes up whole, in bytes.
    public var maximumPutSize: UInt64
    /// Whether part after part must be sent, each a multiple of ``minimumPartSize`` but the last.
    public var partsAreSequential: Bool

    public init(
        minimumPartSize: UInt64, maximumPartSize: UInt64, maximumPartCount: Int, maximumPutSize: UInt64,
        partsAreSequential: Bool = false
    ) {
        self.minimumPartSize = minimumPartSize
        self.maximumPartSize = maximumPartSize
        self.maximumPartCount = maximumPartCount
        self.maximumPutSize = maximumPutSize
        self.partsAreSequential = partsAreSequential
    }
}
