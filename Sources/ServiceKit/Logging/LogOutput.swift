internal import Dispatch
internal import Glibc

/// Turns batches into bytes on a descriptor. Lives on the writer's thread.
struct LogOutput {
    private let descriptor: Int32
    private let format: LogFormat
    private var status: String?

    init(descriptor: Int32, format: LogFormat) {
        self.descriptor = descriptor
        self.format = format
    }

    mutating func write(_ batch: LogQueue.Batch) {
        for item in batch.items {
            switch item {
            case .record(let record): write(line: format.line(for: record, redactor: batch.redactor))
            case .status(let text): show(status: text.map(batch.redactor.redact))
            case .flush(let written): written.signal()
            }
        }
        guard batch.dropped > 0 else { return }
        let record = LogRecord(
            level: .warn, time: .now, message: "log lines dropped because the log was read too slowly",
            fields: [LogField("count", batch.dropped)])
        write(line: format.line(for: record, redactor: batch.redactor))
    }

    private func write(line: String) {
        guard let status else { return write(bytes: Array("\(line)\n".utf8)) }
        write(bytes: Array("\(LogOutput.clearLine)\(line)\n\(status)".utf8))
    }

    private mutating func show(status text: String?) {
        guard status != nil || text != nil else { return }
        write(bytes: Array("\(LogOutput.clearLine)\(text ?? "")".utf8))
        status = text
    }

    /// Back to the first column, then erase the line (ECMA-48 EL).
    private static let clearLine = "\r\u{1B}[2K"

    private func write(bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written >= 0 {
                rest = rest.dropFirst(written)
            } else if errno == EAGAIN {
                // Another process may have made a shared terminal non-blocking.
                var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&wait, 1, -1)
            } else if errno != EINTR {
                return  // nobody is left to tell
            }
        }
    }
}
