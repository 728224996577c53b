public import Cryptography
internal import Dispatch
internal import Foundation
internal import Glibc

/// Writes log lines to a file descriptor on a thread of its own.
///
/// Loggers hand over records and go on: nothing but a short lock stands between a media thread and its next packet.
/// When the queue is full a record is dropped and counted, and the count is logged once there is room again.
public final class LogWriter: Sendable {
    private let queue: LogQueue

    /// Writes to standard error unless told another open `descriptor`, which stays the caller's. At most `capacity`
    /// records wait.
    public init(format: LogFormat = .text, descriptor: Int32 = 2, capacity: Int = 4_096) {
        let queue = LogQueue(capacity: capacity)
        self.queue = queue
        Thread.detachNewThread {
            var output = LogOutput(descriptor: descriptor, format: format)
            while let batch = queue.next() { output.write(batch) }
        }
    }

    deinit { queue.close() }

    /// From now on the value of `secret` is written as `***`, in lines already waiting too.
    public func register(_ secret: Secret) { queue.register(secret) }

    /// Shows `text` on the terminal's last line, below the log; nil removes it. For terminals only.
    public func setStatusLine(_ text: String?) { queue.append(.status(text)) }

    /// Returns once everything logged before is written. Blocks; for the way out of the process.
    public func flush() {
        let written = DispatchSemaphore(value: 0)
        queue.append(.flush(written))
        written.wait()
    }

    func append(_ record: LogRecord) { queue.append(.record(record)) }
}
