// Records a page: `RecordWebPage https://example.com recording.mp4 [SECONDS]`.
import Foundation
import RoomEgress
import ServiceKit

var arguments = CommandLine.arguments.dropFirst()
var request = RecordingRequest()
request.url = arguments.popFirst()
request.filePath = arguments.popFirst()
request.options.preset = .hd30

do {
    // The request is checked here, and the file opened: what cannot work fails before a browser starts.
    var job = try RecordingJob(request, configuration: RecorderConfiguration())
    job.duration = .seconds(arguments.popFirst().flatMap(Double.init) ?? 10)
    let recording = try WebRecording(job, logger: Logger(writer: LogWriter()))

    let result = await recording.run()
    print(RecordingReport(result).summary, terminator: "")
    exit(result.isComplete ? 0 : 1)
} catch {
    print("nothing recorded: \(error)")
    exit(2)
}
