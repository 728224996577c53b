/// What a message from outside may ask of us.
public struct DecodingLimits: Hashable, Sendable {
    /// Of the encoded message.
    public var bytes: Int
    /// Messages inside messages; the reference's own limit is 100.
    public var depth: Int
    /// Messages in all. Two bytes on the wire can become a value of several hundred in memory.
    public var messages: Int

    public init(bytes: Int = 16 << 20, depth: Int = 100, messages: Int = 1 << 18) {
        self.bytes = bytes
        self.depth = depth
        self.messages = messages
    }
}
