internal import CNice
internal import Foundation
internal import Glibc
internal import Synchronization

/// The one thread on which all connections of the process do their I/O: a GLib loop, which libnice needs, and the
/// executor of everything that touches a connection.
///
/// Whatever runs on it delays every connection, so nothing there waits.
public final class TransportLoop: SerialExecutor, @unchecked Sendable {  // the fields are written once, before use
    /// usrsctp's state is the process's own, so that a second loop could not have data channels.
    public static let shared = TransportLoop()

    /// The loop's GMainContext, for the C libraries that attach to it.
    let context: OpaquePointer
    /// Where a packet that is sent lies while it is protected; for the thread alone. One for all connections stays in
    /// the processor's cache.
    let packetBuffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 2048, alignment: 16)
    private let source: UnsafeMutablePointer<GSource>
    private enum Work {
        case job(UnownedJob)
        case closure(@Sendable () -> Void)
    }
    private let waiting = Mutex<[Work]>([])
    private var thread = pthread_t()

    private init() {
        context = g_main_context_new()
        source = TransportLoop.newSource()
        g_source_set_callback(
            source,
            { context in
                Unmanaged<TransportLoop>.fromOpaque(context!).takeUnretainedValue().runJobs()
                return 1
            }, Unmanaged.passUnretained(self).toOpaque(), nil)
        g_source_attach(source, context)
        let hasStarted = DispatchSemaphore(value: 0)
        let thread = Thread { [self] in
            self.thread = pthread_self()
            hasStarted.signal()
            g_main_context_push_thread_default(context)
            while true { g_main_context_iteration(context, 1) }
        }
        thread.name = "transport"
        thread.start()
        hasStarted.wait()
    }

    /// A source that is dispatched when its ready time has come, which any thread may set.
    private static func newSource() -> UnsafeMutablePointer<GSource> {
        // For ever: the loop is the process's.
        let functions = UnsafeMutablePointer<GSourceFuncs>.allocate(capacity: 1)
        functions.initialize(to: GSourceFuncs())
        functions.pointee.dispatch = { source, callback, context in
            g_source_set_ready_time(source, -1)
            return callback?(context) ?? 0
        }
        return g_source_new(functions, guint(MemoryLayout<GSource>.size))
    }

    private func runJobs() {
        let taken = waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        for work in taken {
            switch work {
            case .job(let job): job.runSynchronously(on: asUnownedSerialExecutor())
            case .closure(let closure): closure()
            }
        }
    }

    /// Whether the caller runs on the loop's thread.
    public var isCurrent: Bool { pthread_equal(pthread_self(), thread) != 0 }

    // MARK: Executor

    public func enqueue(_ job: consuming ExecutorJob) {
        add(.job(UnownedJob(job)))
    }

    private func add(_ work: Work) {
        let isFirst = waiting.withLock { waiting in
            waiting.append(work)
            return waiting.count == 1
        }
        if isFirst { g_source_set_ready_time(source, 0) }
    }

    /// Runs a closure on the loop's thread, soon; never within this call.
    public func perform(_ work: @escaping @Sendable () -> Void) { add(.closure(work)) }

    public func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }

    public func checkIsolated() { precondition(isCurrent, "not on the transport loop's thread") }

    public func isIsolatingCurrentContext() -> Bool? { isCurrent }
}
