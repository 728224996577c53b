public import MediaTypes

/// How an IVF or WebM file or an H.264 byte stream grows.
public struct ContainerOptions: Hashable, Sendable {
    /// What a kill can lose of the frames that were written.
    public var maximumPendingDuration = MediaTime.seconds(1)
    /// What may wait to be written, in bytes; a single frame may be beyond it.
    public var maximumPendingSize = 1 << 20

    public init() {}
}
