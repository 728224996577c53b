public import MediaTypes

/// What a finished file holds.
public struct OggOpusSummary: Hashable, Sendable {
    /// From the first presented sample to the end of the last.
    public var duration: MediaTime
    /// The size of the file.
    public var byteCount: UInt64
    /// Packets in the file, those that stand for missing ones included.
    public var packetCount: Int
    /// Packets without content that stand for missing ones: the decoder conceals them.
    public var concealedPackets: Int
    /// Packets of silence that stand for missing sound of more than half a second.
    public var silentPackets: Int
    /// Packets that were left out because the sender's clock is fast, or began again at an earlier time.
    public var leftOutPackets: Int
    /// Frames whose times could not be kept, because they overlap or are further apart than a recording lasts.
    public var adjustedTimestamps: Int
    /// Frames that are no Opus packets and were left out.
    public var malformedFrames: Int
}
