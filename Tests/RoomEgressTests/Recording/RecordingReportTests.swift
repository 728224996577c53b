import Foundation
import Testing

@testable import RoomEgress

struct RecordingReportTests {
    private func result(error: String?, files: [FileResult] = [], streams: [StreamResult] = []) -> RecordingResult {
        RecordingResult(
            id: "standalone", ending: .init(reason: .sourceEnded, error: error, hasRecorded: true), startedAt: 0,
            outputs: files.map(OutputResult.file) + streams.map(OutputResult.stream),
            statistics: FrameStatistics(framerate: 30), cpuSeconds: 0)
    }

    @Test func `the summary has a line for every output and one for the whole`() {
        var file = FileResult(filename: "a.mp4", location: "/media/a.mp4")
        (file.duration, file.size) = (2_500_000_000, 1_500_000)
        var stream = StreamResult(url: "rtmp://host/app/{abc...xyz}")
        (stream.status, stream.retries, stream.error) = (.failed, 3, "Connection refused")
        let text = RecordingReport(result(error: nil, files: [file], streams: [stream])).summary
        #expect(
            text == """
                /media/a.mp4: 2.5 s, 1.5 MB
                rtmp://host/app/{abc...xyz}: FAILED, 0.0 s, 3 retries, Connection refused
                0 frames, 0 dropped; EGRESS_COMPLETE

                """)
    }

    @Test func `without a picture nothing is said about frames`() {
        var result = result(error: nil)
        result.statistics = FrameStatistics(media: .audioOnly, framerate: 30)
        #expect(RecordingReport(result).summary == "EGRESS_COMPLETE\n")
        #expect(!RecordingReport(result).json.contains("frames"))
    }

    @Test func `what a page says drives no terminal`() throws {
        let hostile = "page \u{1B}]0;owned\u{7} \u{9B}2J\nEGRESS_COMPLETE"
        let report = RecordingReport(result(error: hostile))
        for text in [report.summary, report.json] {
            let controls = text.unicodeScalars.filter { $0 != "\n" && ($0.value < 0x20 || (0x7F...0x9F).contains($0.value)) }
            #expect(controls.isEmpty)
        }
        #expect(report.summary.split(separator: "\n").count == 1)
        let object = try JSONSerialization.jsonObject(with: Data(report.json.utf8)) as? [String: Any]
        #expect(object?["error"] as? String == hostile)
    }
}
