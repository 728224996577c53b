import MediaTypes

/// One page of an Ogg stream (RFC 3533 section 6), made of whole packets: none is continued from or on another page.
struct OggPage: Sendable {
    enum Place: UInt8 { case first = 2, middle = 0, last = 4 }

    /// What fits on a page that holds nothing else: 255 segments, the last of which must be shorter than 255 bytes.
    static let largestPacket = 255 * 255 - 1

    private(set) var packets: [FramePayload] = []
    /// A packet's size is the sum of its segments' sizes, of which the first below 255 is the last.
    private var segmentSizes: [UInt8] = []

    var isEmpty: Bool { packets.isEmpty }

    func hasRoom(for packet: FramePayload) -> Bool { segmentSizes.count + packet.count / 255 + 1 <= 255 }

    mutating func append(_ packet: FramePayload) {
        packets.append(packet)
        segmentSizes += Array(repeating: 255, count: packet.count / 255) + [UInt8(packet.count % 255)]
    }

    /// What stands in front of the packets. `granulePosition` is the stream's own measure of where its last packet ends.
    func header(_ place: Place, granulePosition: Int64, serialNumber: UInt32, sequenceNumber: UInt32) -> [UInt8] {
        var writer = ByteWriter(reserving: 27 + segmentSizes.count)
        writer.write(ascii: "OggS")
        writer.write(UInt8(0))  // version
        writer.write(place.rawValue)
        // Little-endian, where the writer is big-endian.
        writer.write(granulePosition.byteSwapped)
        writer.write(serialNumber.byteSwapped)
        writer.write(sequenceNumber.byteSwapped)
        let checksumOffset = writer.count
        writer.write(UInt32(0))
        writer.write(UInt8(clamping: segmentSizes.count))
        writer.write(segmentSizes)
        writer.patch(checksum(header: writer.bytes).byteSwapped, at: checksumOffset)
        return writer.bytes
    }

    /// Over the whole page, with zeros in the checksum's own place.
    private func checksum(header: [UInt8]) -> UInt32 {
        var checksum = OggChecksum()
        checksum.update(header.span.bytes)
        for packet in packets { checksum.update(packet.bytes) }
        return checksum.value
    }
}
