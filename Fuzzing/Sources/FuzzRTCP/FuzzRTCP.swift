import MediaTypes
import RTPMedia

/// A compound packet: what was read is written, and read again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRTCP(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let messages = try? RTCPMessage.messages(in: bytes.span.bytes) else { return 0 }
    var configuration = RTPSendStream.Configuration(
        ssrc: 1, payloadType: 111, codec: .opus, firstSequenceNumber: 65_530, timestampOffset: 5)
    configuration.historyCapacity = 16
    var stream = RTPSendStream(configuration)
    let frame: [UInt8] = [0x78, 1, 2]
    for index in UInt32(0)..<20 { stream.send(frame.span.bytes, timestamp: index * 960, at: .zero) }
    for message in messages {
        roundTrip(message)
        stream.receive(message, at: .seconds(1), wallClock: NTPTime(fixedPoint: 1 << 40))
    }
    var buffer = PacketBuffer()
    var packets = 0
    while stream.writeNext(into: &buffer, transportSequence: 1, at: .seconds(1)) {
        buffer.removeAll()
        packets += 1
    }
    precondition(packets <= 20 + 16 * 10)
    return 0
}

private func roundTrip(_ message: RTCPMessage) {
    var buffer = PacketBuffer(capacity: 1 << 19)
    if case .other = message { return }
    guard message.write(into: &buffer) else { return }
    guard let again = try? RTCPMessage.messages(in: buffer.bytes) else { preconditionFailure("\(message)") }
    // Text that is no UTF-8 is repaired, and may then be cut.
    if case .sourceDescription = message { return }
    // Numbers that come twice are written once.
    if case .negativeAcknowledgement(_, _, let lost) = message,
        case .negativeAcknowledgement(_, _, let read)? = again.first
    {
        precondition(Set(lost) == Set(read), "\(message)")
        return
    }
    precondition(again == [message], "\(message)")
}
