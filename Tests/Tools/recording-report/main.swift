import Foundation
import TestSupport

let usage = """
    usage: recording-report FILE [--fps N] [--tone HZ] [--seconds S] [--cpu S] [--poster FILE] [--json]

    Reads a recording of Examples/Pages/counter.html with ffmpeg and prints what it shows. Ends with status 1 when the
    recording is bad: unreadable or too few frames, more than a tenth of the values missing, no beep for a flash, or sound
    more than 60 ms from the picture.

      --fps N        counter steps a second the page was asked for (30)
      --tone HZ      frequency of the beep (1000)
      --seconds S    length that was asked for; the recording may be half a second shorter
      --cpu S        processor seconds the recording took, to be printed per recorded second
      --poster FILE  also writes one picture of the recording
      --json         prints one JSON object instead of text
    """

do {
    let options = try ReportOptions(Array(CommandLine.arguments.dropFirst()))
    let page = RecordingAnalysis.Page(stepsPerSecond: options.stepsPerSecond, tone: options.tone)
    let report = Report(try RecordingAnalysis.analyze(path: options.path, page: page), options: options)
    print(options.isJSON ? try report.json() : report.text)
    if let poster = options.poster { try Poster.write(from: options.path, to: poster, at: report.posterTime) }
    for complaint in report.complaints { FileHandle.standardError.write(Data("bad recording: \(complaint)\n".utf8)) }
    exit(report.complaints.isEmpty ? 0 : 1)
} catch let error as ReportOptions.Problem {
    FileHandle.standardError.write(Data("recording-report: \(error)\n\(usage)\n".utf8))
    exit(2)
} catch {
    FileHandle.standardError.write(Data("recording-report: \(error)\n".utf8))
    exit(1)
}
