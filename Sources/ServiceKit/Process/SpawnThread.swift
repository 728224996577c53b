internal import Dispatch
internal import Foundation
internal import Synchronization

/// The one thread that starts child processes.
///
/// Linux ties "die with your parent" to the parent's *thread*, and the threads of the concurrency runtime come and go.
/// This one stays for the life of the process.
package enum SpawnThread {
    private static let queue = Queue()

    package static func run<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
        await withCheckedContinuation { continuation in
            queue.add { continuation.resume(returning: body()) }
        }
    }

    private final class Queue: Sendable {
        private let jobs = Mutex<[@Sendable () -> Void]>([])
        private let available = DispatchSemaphore(value: 0)

        init() {
            let thread = Thread { [self] in
                while true {
                    available.wait()
                    jobs.withLock { $0.removeFirst() }()
                }
            }
            thread.name = "spawn"
            thread.start()
        }

        func add(_ job: @escaping @Sendable () -> Void) {
            jobs.withLock { $0.append(job) }
            available.signal()
        }
    }
}
