import RoomEgress
import ServiceKit

func record(_ page: String, to path: String, logger: Logger) async throws -> RecordingResult {
    var request = RecordingRequest()
    request.url = page
    request.filePath = path
    request.options.preset = .hd30

    var job = try RecordingJob(request, configuration: RecorderConfiguration())
    job.duration = .seconds(10)
    return try await WebRecording(job, logger: logger).run()
}
