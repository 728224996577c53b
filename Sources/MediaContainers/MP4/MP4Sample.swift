/// One sample's line in the index.
struct MP4Sample: Sendable {
    /// In ticks of the track.
    var decodeTime: Int64
    /// What is added to `decodeTime` to get the presentation time.
    var compositionOffset: Int32
    var duration: UInt32
    var size: UInt32
    var isSync: Bool

    var presentationTime: Int64 { decodeTime + Int64(compositionOffset) }
}
