internal import RTPMedia
internal import WebRTCTransport

/// Where packets of a connection go: its port, or what a test puts in its place. The buffer is lent for the call.
protocol PacketSink: AnyObject {
    func sendRTP(contentsOf buffer: borrowing PacketBuffer)
    func sendRTCP(contentsOf buffer: borrowing PacketBuffer)
}

extension MediaPort: PacketSink {
    func sendRTP(contentsOf buffer: borrowing PacketBuffer) { sendRTP(buffer.bytes) }
    func sendRTCP(contentsOf buffer: borrowing PacketBuffer) { sendRTCP(buffer.bytes) }
}
