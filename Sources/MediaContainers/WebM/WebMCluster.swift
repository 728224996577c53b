import MediaTypes

/// The cluster that is being written: its size is unknown until it ends.
struct WebMCluster: Sendable {
    /// From the segment's start.
    let position: UInt64
    /// In milliseconds; blocks count from here.
    let time: Int64
    var hasCue = false

    static let longest: Int64 = 5_000
    /// Key frames that come more often do not each begin one.
    private static let shortest: Int64 = 250

    static let sizeOffset: UInt64 = 4
    static let headerLength: UInt64 = 12

    var header: [UInt8] {
        EBMLElement.identifier(WebMElement.cluster) + EBMLElement.unknownSize
            + EBMLElement.unsigned(WebMElement.timestamp, UInt64(clamping: time))
    }

    /// Whether a frame of that time begins the next one: at key frames where it can, after five seconds in any case.
    func ends(before time: Int64, isVideoKeyframe: Bool) -> Bool {
        let length = time - self.time
        return length >= Self.longest || length < Int64(Int16.min) || isVideoKeyframe && length >= Self.shortest
    }

    /// What stands in front of the frame's bytes (section 5.1.3.4).
    func blockHeader(track: UInt8, time: Int64, isKeyframe: Bool, byteCount: Int) -> [UInt8] {
        var writer = ByteWriter(reserving: 16)
        writer.write(EBMLElement.identifier(WebMElement.simpleBlock))
        writer.write(EBMLElement.size(byteCount + 4))
        writer.write(track | 0x80)
        writer.write(Int16(clamping: time - self.time))
        writer.write(UInt8(isKeyframe ? 0x80 : 0))
        return writer.bytes
    }
}
