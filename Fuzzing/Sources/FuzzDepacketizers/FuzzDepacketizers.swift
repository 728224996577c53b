import MediaTypes
import RTPMedia

/// The first byte chooses the codec. Then records of flags, a length (two bytes) and a payload.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDepacketizers(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 0 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
    let input = bytes.span.bytes
    let codec = RTPCodec.allCases[Int(start.pointee) % RTPCodec.allCases.count]
    _ = try? RedundantAudio(input)
    _ = VP9FrameHeader(input)
    _ = AV1SequenceHeader(payload: input)
    var depacketizer = Depacketizer(codec: codec, maximumUnitSize: 4_096)
    var reader = ByteReader(input)
    var sequence: Int64 = 0
    var timestamp: Int64 = 0
    while let flags = reader.read(UInt8.self), let length = reader.read(UInt16.self) {
        guard let payload = reader.readBytes(min(Int(length), reader.remaining)) else { break }
        sequence += flags & 1 == 0 ? 1 : 2
        if flags & 2 != 0 { timestamp += 1 }
        depacketizer.push(
            payload,
            PacketFacts(sequence: sequence, timestamp: timestamp, isMarked: flags & 4 != 0, arrival: .zero))
        take(&depacketizer)
    }
    depacketizer.flush()
    take(&depacketizer)
    packetize(codec, input)
    return 0
}

private func take(_ depacketizer: inout Depacketizer) {
    while let unit = depacketizer.next() {
        let bytes = depacketizer.bytes(of: unit)
        precondition(bytes.byteCount == unit.byteCount)
        guard !unit.isDamaged else { continue }
        switch depacketizer.codec {
        case .h264:
            var units = NALUnitIterator(bytes)
            while let nalUnit = try! units.next() { precondition(nalUnit.byteCount > 0) }
        case .av1:
            var units = AV1OBUIterator(bytes)
            while let obu = units.next() { precondition(obu.type != .temporalDelimiter) }
            precondition(!units.isBroken)
        default: break
        }
    }
}

/// Any bytes as a frame: payloads stay within their limit, and there is an end.
private func packetize(_ codec: RTPCodec, _ frame: RawSpan) {
    var buffer = PacketBuffer(capacity: 20_000)
    var packetizer = Packetizer(codec: codec, frame: frame, limit: 100, isKeyframe: true)
    var packets = 0
    while packetizer.writeNext(into: &buffer) != nil {
        precondition(!codec.isVideo || buffer.count <= 100)
        packets += 1
        precondition(packets <= frame.byteCount + 1)
        buffer.removeAll()
    }
}
