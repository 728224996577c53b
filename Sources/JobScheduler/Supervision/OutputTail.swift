internal import Foundation
internal import Glibc
internal import ServiceKit
internal import Synchronization

/// Passes on what a job's processes print, and keeps the end of it.
///
/// A thread reads: a Dispatch source that is cancelled while its pipe ends has been seen to crash on Linux.
final class OutputTail: Sendable {
    private let kept = Mutex<[UInt8]>([])
    private let end: AsyncStream<Never>
    private let atEnd: AsyncStream<Never>.Continuation
    private let sink: @Sendable ([UInt8]) -> Void
    /// Closing the writing end tells the thread not to wait for more.
    private let wakeUp: Mutex<FileDescriptor?>

    private static let size = 4_096

    /// `sink` is called on a thread of this object, with the bytes as they come.
    init(_ pipe: FileDescriptor, sink: @escaping @Sendable ([UInt8]) -> Void) {
        self.sink = sink
        (end, atEnd) = AsyncStream<Never>.makeStream()
        let ends = try? FileDescriptor.pipe()
        wakeUp = Mutex(ends?.1)
        let reader = Thread { [self] in
            read(pipe, until: ends?.0)
            atEnd.finish()
        }
        reader.name = "job output"
        reader.stackSize = 128 * 1024
        reader.start()
    }

    /// The last lines, without what is no text.
    var text: String { String(decoding: kept.withLock { $0 }, as: UTF8.self) }

    /// Returns once all that was printed has been passed on. For one caller, when nobody is left who could print.
    func finish() async {
        wakeUp.withLock { $0 = nil }
        for await _ in end {}
    }

    private func read(_ pipe: FileDescriptor, until wakeUp: FileDescriptor?) {
        _ = fcntl(pipe.rawValue, F_SETFL, O_NONBLOCK)
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = Glibc.read(pipe.rawValue, &buffer, buffer.count)
            if count > 0 {
                keep(Array(buffer.prefix(count)))
            } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
                return
            } else if !wait(for: pipe, or: wakeUp) {
                return
            }
        }
    }

    /// False when there is nothing, and nobody waits for more.
    private func wait(for pipe: FileDescriptor, or wakeUp: FileDescriptor?) -> Bool {
        var entries = [
            pollfd(fd: pipe.rawValue, events: Int16(POLLIN), revents: 0),
            pollfd(fd: wakeUp?.rawValue ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&entries, 2, -1) >= 0 else { return errno == EINTR }
        return entries[0].revents != 0 || entries[1].revents == 0
    }

    private func keep(_ bytes: [UInt8]) {
        kept.withLock { kept in
            kept += bytes
            if kept.count > Self.size { kept.removeFirst(kept.count - Self.size) }
        }
        sink(bytes)
    }
}
