import MediaTypes
import ServiceKit
import Synchronization

/// The outputs of one recording: made together, ended together, otherwise strangers to each other.
final class JobOutputs: Sendable {
    private let files: [FileOutput]
    private let fanOut: FrameFanOut

    /// Opens the files. `report` gets what the recording's life must know: an output that failed for good.
    init(
        _ job: RecordingJob, fanOut: FrameFanOut, logger: Logger,
        report: @escaping @Sendable (RecordingLifecycle.Input) -> Void
    ) throws {
        self.fanOut = fanOut
        files = try job.outputs.compactMap { output in
            guard case .file(let path) = output else { return nil }
            return try FileOutput(path: path) { report(.failed($0)) }
        }
        for file in files { fanOut.add(file) }
    }

    /// Ends every output and answers what became of each, in the order of the request.
    func finish() async -> [OutputResult] {
        var results: [OutputResult] = []
        for file in files { results.append(await file.finish()) }
        return results
    }
}
