/// The messages that a receiver was sent, until it has taken them.
struct SentMessages {
    private struct Message {
        let bytes: Int
        var frames = 0
    }

    /// In the order of sending, those that are taken left out.
    private var messages: ArraySlice<Message> = []
    private var takenCount = 0
    /// Of the messages that were taken.
    private(set) var takenBytes: Int64 = 0

    /// Frames of messages that were not taken.
    var openFrames: Int { messages.reduce(0) { $0 + $1.frames } }
    var isEverythingTaken: Bool { messages.isEmpty }

    mutating func append(bytes: Int) { messages.append(Message(bytes: bytes)) }

    /// A frame is whole with the last message.
    mutating func completeFrame() {
        guard let last = messages.indices.last else { return }
        messages[last].frames += 1
    }

    /// So many messages are taken, since the first one.
    mutating func take(upTo count: Int) {
        while takenCount < count, let message = messages.popFirst() {
            takenCount += 1
            takenBytes += Int64(message.bytes)
        }
        // Lets go of what a slice keeps.
        if messages.startIndex > 4_096 { messages = ArraySlice(Array(messages)) }
    }
}
