public import MediaTypes

/// How an Ogg Opus file grows.
public struct OggOpusOptions: Hashable, Sendable {
    /// What a kill can lose of the packets that were written; at most a page of 255 segments in any case.
    public var maximumPageDuration = MediaTime.seconds(1)
    /// Tells the stream from others in the same file, should files be joined (RFC 3533 section 4).
    public var serialNumber = UInt32.random(in: 0...UInt32.max)

    public init() {}
}
