/// Takes what a connection receives, decrypted, on the loop's thread, which it must not hold up.
///
/// The bytes are borrowed: whatever is to be kept has to be copied.
public protocol MediaReceiver: AnyObject, Sendable {
    func receiveRTP(_ packet: RawSpan)
    /// A compound packet, or one of reduced size.
    func receiveRTCP(_ packet: RawSpan)
}
