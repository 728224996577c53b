import MediaTypes
import RTPMedia

/// Records of a length (two bytes), milliseconds to wait (one byte) and a packet, into a receiving stream.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRTP(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let input = bytes.span.bytes
    lookAt(input)
    var configuration = RTPReceiveStream.Configuration(
        ssrc: 1,
        formats: [
            96: .codec(.vp8), 97: .retransmission(of: 96), 98: .codec(.vp9), 99: .codec(.h264), 100: .codec(.av1),
            111: .codec(.opus), 63: .redundantAudio,
        ])
    configuration.extensions = map
    configuration.reorderCapacity = 64
    var stream = RTPReceiveStream(configuration)
    var streams = StreamDemultiplexer(extensions: map, mostLearnt: 8)
    streams.setSection(0, mid: "0", payloadTypes: [96, 97], repairTypes: [97])
    var feedback = TransportFeedbackRecorder()
    var reader = ByteReader(input)
    var now = MediaTime.zero
    while let length = reader.read(UInt16.self), let wait = reader.read(UInt8.self) {
        now += .milliseconds(Int64(wait))
        guard let record = reader.readBytes(min(Int(length), reader.remaining)) else { break }
        guard let packet = try? RTPPacket(record) else { continue }
        _ = streams.route(packet)
        if let sequence = packet.transportSequence(map) { feedback.note(sequence, at: now) }
        stream.receive(packet, at: now)
        take(&stream, at: now)
        if let report = feedback.takeReport(sender: 1, media: 2, at: now) { write(.transportFeedback(report)) }
    }
    stream.finish()
    take(&stream, at: now)
    return 0
}

private let map = HeaderExtensionMap([
    .mediaIdentification: 1, .streamIdentification: 2, .transportSequence: 3, .absoluteSendTime: 4,
    .absoluteCaptureTime: 5, .audioLevel: 6, .dependencyDescriptor: 7, .repairedStreamIdentification: 8,
])

private func take(_ stream: inout RTPReceiveStream, at now: MediaTime) {
    var last = MediaTime(nanoseconds: .min)
    while let unit = stream.next() {
        precondition(stream.bytes(of: unit).byteCount == unit.byteCount)
        precondition(unit.presentationTime >= last)
        last = unit.presentationTime
    }
    stream.handleTimeout(at: now)
    var buffer = PacketBuffer()
    if stream.writeFeedback(into: &buffer, sender: 1, at: now) {
        precondition((try? RTCPMessage.messages(in: buffer.bytes)) != nil)
    }
    _ = stream.reportBlock(at: now)
}

private func write(_ message: RTCPMessage) {
    var buffer = PacketBuffer(capacity: 4_096)
    precondition(message.write(into: &buffer))
    precondition((try? RTCPMessage.messages(in: buffer.bytes)) == [message])
}

private func lookAt(_ input: RawSpan) {
    _ = DatagramKind(input)
    guard let packet = try? RTPPacket(input) else { return }
    var elements = packet.headerExtensions
    while let element = elements.next() { precondition(element.bytes.byteCount <= 255) }
    _ = packet.absoluteSendTime(map)
    _ = packet.absoluteCaptureTime(map)
    _ = packet.audioLevel(map)
    _ = packet.dependencyDescriptor(map)?.byteCount
    for index in 0..<16 { _ = packet.contributingSource(at: index) }
    precondition(packet.headerLength + packet.payload.byteCount + packet.paddingLength == input.byteCount)
}
