internal import Dispatch
internal import Glibc
internal import ServiceKit
internal import Synchronization

/// One end of the socket between a service and a job's process.
///
/// Sending never waits: a thread of its own writes, and when the peer leaves too much unread, sending is refused.
final class JobSocket: Sendable {
    enum Event: Sendable {
        case message(JobMessage)
        /// The last event. With an error when the peer's bytes made no sense.
        case closed(JobMessageError?)
    }

    /// For one consumer, in order.
    let events: AsyncStream<Event>
    private let descriptor: FileDescriptor
    private let writing = DispatchQueue(label: "job socket writes")
    private let pendingBytes = Mutex(0)
    nonisolated(unsafe) private let source: any DispatchSourceRead  // written once; Dispatch objects are thread-safe

    private static let mostPendingBytes = 2 * JobMessage.largestLength

    init(_ descriptor: FileDescriptor) {
        self.descriptor = descriptor
        let (events, continuation) = AsyncStream<Event>.makeStream()
        self.events = events
        let reader = Reader(descriptor, continuation)
        let source = DispatchSource.makeReadSource(
            fileDescriptor: descriptor.rawValue, queue: DispatchQueue(label: "job socket reads"))
        source.setEventHandler { if !reader.readAll() { source.cancel() } }
        // Also keeps the descriptor open while it is watched.
        source.setCancelHandler { reader.finish() }
        self.source = source
        source.resume()
    }

    deinit { close() }

    /// False when the message is too large, or the peer does not read.
    @discardableResult
    func send(_ message: JobMessage) -> Bool {
        guard message.isSendable else { return false }
        let bytes = message.bytes
        let isAccepted = pendingBytes.withLock { pending in
            guard pending + bytes.count <= Self.mostPendingBytes else { return false }
            pending += bytes.count
            return true
        }
        guard isAccepted else { return false }
        writing.async { [self] in
            write(bytes)
            pendingBytes.withLock { $0 -= bytes.count }
        }
        return true
    }

    /// Whether everything sent has been written.
    var isIdle: Bool { pendingBytes.withLock { $0 == 0 } }

    /// Returns once everything sent before is written, or the peer is gone.
    func flush() async {
        await withCheckedContinuation { continuation in writing.async { continuation.resume() } }
    }

    /// The peer sees the end; `events` end here.
    func close() { shutdown(descriptor.rawValue, Int32(SHUT_RDWR)) }

    private func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes {
                Glibc.send(descriptor.rawValue, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if sent < 0, errno == EINTR { continue }
            guard sent > 0 else { return }  // the reader sees why
            rest = rest.dropFirst(sent)
        }
    }

    /// Lives on the reading queue.
    private final class Reader: @unchecked Sendable {  // used by handlers of one serial queue only
        private let descriptor: FileDescriptor
        private let events: AsyncStream<Event>.Continuation
        private var decoder = JobMessageDecoder()
        private var buffer = [UInt8](repeating: 0, count: 65_536)
        private var error: JobMessageError?

        init(_ descriptor: FileDescriptor, _ events: AsyncStream<Event>.Continuation) {
            (self.descriptor, self.events) = (descriptor, events)
        }

        /// False at the end.
        func readAll() -> Bool {
            while true {
                let count = recv(descriptor.rawValue, &buffer, buffer.count, Int32(MSG_DONTWAIT))
                if count < 0, errno == EINTR { continue }
                if count < 0, errno == EAGAIN { return true }
                guard count > 0 else {
                    if decoder.isAmidMessage { error = .truncated }
                    return false
                }
                decoder.append(buffer.prefix(count))
                do throws(JobMessageError) {
                    while let message = try decoder.next() { events.yield(.message(message)) }
                } catch {
                    self.error = error
                    return false
                }
            }
        }

        func finish() {
            events.yield(.closed(error))
            events.finish()
        }
    }
}
