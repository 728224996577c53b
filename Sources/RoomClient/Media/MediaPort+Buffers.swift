internal import RTPMedia
internal import WebRTCTransport

extension MediaPort {
    func sendRTP(_ buffer: borrowing PacketBuffer) { sendRTP(buffer.bytes) }
    func sendRTCP(_ buffer: borrowing PacketBuffer) { sendRTCP(buffer.bytes) }
}
