/// Finds the messages in the bytes of a socket, however these arrive.
public struct JobMessageDecoder: Sendable {
    private var buffer: [UInt8] = []
    private var start = 0

    public init() {}

    public mutating func append(_ bytes: some Sequence<UInt8>) { buffer.append(contentsOf: bytes) }

    /// The next whole message; nil until more bytes come. After an error the socket is of no more use.
    public mutating func next() throws(JobMessageError) -> JobMessage? {
        guard buffer.count - start >= 4 else { return nil }
        let length = buffer[start..<start + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        guard length >= 1, length <= JobMessage.largestLength else {
            throw .badLength(length, limit: JobMessage.largestLength)
        }
        let end = start + 4 + Int(length)
        guard buffer.count >= end else { return nil }
        let message = try JobMessage(Array(buffer[start + 4..<end]))
        start = end
        compact()
        return message
    }

    /// Whether bytes of an unfinished message are left.
    public var isAmidMessage: Bool { start < buffer.count }

    private mutating func compact() {
        guard start == buffer.count || start > 1 << 16 else { return }
        buffer.removeFirst(start)
        start = 0
    }
}
