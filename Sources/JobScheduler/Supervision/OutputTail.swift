internal import Dispatch
internal import Glibc
internal import ServiceKit
internal import Synchronization

/// Passes on what a job's processes print, and keeps the end of it.
final class OutputTail: Sendable {
    private let kept = Mutex<[UInt8]>([])
    private let end: AsyncStream<Never>
    nonisolated(unsafe) private let source: any DispatchSourceRead  // written once; Dispatch objects are thread-safe

    private static let size = 4_096

    /// `sink` is called on a thread of this object, with the bytes as they come.
    init(_ pipe: FileDescriptor, sink: @escaping @Sendable ([UInt8]) -> Void) {
        let source = DispatchSource.makeReadSource(
            fileDescriptor: pipe.rawValue, queue: DispatchQueue(label: "job output"))
        self.source = source
        let (end, atEnd) = AsyncStream<Never>.makeStream()
        self.end = end
        source.setEventHandler { [weak self] in
            var buffer = [UInt8](repeating: 0, count: 16_384)
            let count = read(pipe.rawValue, &buffer, buffer.count)
            guard count > 0 else {
                if count == 0 || errno != EINTR { source.cancel() }
                return
            }
            let bytes = Array(buffer.prefix(count))
            self?.keep(bytes)
            sink(bytes)
        }
        // The handler keeps the pipe open until the source is done with it.
        source.setCancelHandler { withExtendedLifetime(pipe) { atEnd.finish() } }
        source.resume()
    }

    deinit { source.cancel() }

    /// The last lines, without what is no text.
    var text: String { String(decoding: kept.withLock { $0 }, as: UTF8.self) }

    /// Returns once all that was printed has been passed on. For one caller, when nobody is left who could print; waits
    /// no longer than `patience` for one that is left all the same.
    func finish(patience: Duration = .seconds(1)) async {
        let timer = Task { [source] in
            try await Task.sleep(for: patience)
            source.cancel()
        }
        for await _ in end {}
        timer.cancel()
    }

    private func keep(_ bytes: [UInt8]) {
        kept.withLock { kept in
            kept += bytes
            if kept.count > Self.size { kept.removeFirst(kept.count - Self.size) }
        }
    }
}
