internal import RTPMedia
internal import WebRTCTransport

/// A buffer is lent to a call for its duration, which an object's field cannot be otherwise.
extension MediaPort {
    @inline(__always)
    func sendRTP(contentsOf buffer: borrowing PacketBuffer) { sendRTP(buffer.bytes) }
    func sendRTCP(contentsOf buffer: borrowing PacketBuffer) { sendRTCP(buffer.bytes) }
}
