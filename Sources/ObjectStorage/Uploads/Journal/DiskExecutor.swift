internal import Dispatch

/// Runs what reads and writes local files on a thread of its own, because the disk may keep it waiting.
final class DiskExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "sluice.uploads.disk")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
