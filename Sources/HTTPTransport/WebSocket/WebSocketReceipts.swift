/// Which of a connection's messages its peer's system has acknowledged.
struct WebSocketReceipts {
    private(set) var acknowledgedMessages = 0
    /// Bytes of all kinds.
    private var written = 0
    /// Where messages end in the stream of bytes; the first of them apart.
    private var ends = Fifo<Int>()
    private var nextEnd: Int?

    /// So many bytes after those that were written, a message ends.
    mutating func expect(after count: Int) {
        let end = written + count
        if nextEnd == nil { nextEnd = end } else { ends.append(end) }
    }

    mutating func write(_ count: Int) { written += count }

    /// Whether more is acknowledged than before. With TLS the count is of its records, which only makes it too careful.
    mutating func acknowledge(unacknowledged: Int) -> Bool {
        let before = acknowledgedMessages
        while let end = nextEnd, end <= written - unacknowledged {
            acknowledgedMessages += 1
            nextEnd = ends.popFirst()
        }
        return acknowledgedMessages > before
    }
}
