import CGStreamer
import Synchronization

/// Which threads are inside a handler of a pipeline right now.
final class CallbackThreads: Sendable {
    private let threads = Mutex<Set<UInt>>([])

    var containCurrentThread: Bool { threads.withLock { $0.contains(Self.current) } }

    func run<Result>(_ body: () -> Result) -> Result {
        let thread = Self.current
        let isOutermost = threads.withLock { $0.insert(thread).inserted }
        defer { if isOutermost { threads.withLock { _ = $0.remove(thread) } } }
        return body()
    }

    private static var current: UInt { UInt(bitPattern: g_thread_self()) }
}
