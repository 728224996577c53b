import Foundation
import TestSupport

@testable import RoomEgress

/// A page recorded by plain `gst-launch-1.0` instead of the recorder, from a stage and a browser like the recorder's.
///
/// What two cores lose depends on what else they do, and some of it the browser has never drawn: this is what an ordinary
/// capture with the same encoder loses then.
enum PlainCapture {
    /// Records the page of `request`, a recorder's request, into Matroska at `path`.
    static func record(
        _ request: String, temporaryDirectory: String, for duration: Duration, into path: String
    ) async throws {
        var configuration = RecorderConfiguration()
        configuration.temporaryDirectory = temporaryDirectory
        let job = try RecordingJob(RecordingRequest(json: request, source: "request"), configuration: configuration)
        let stage = try await PageStage.set(PageStage.Options(job))
        let result = await Result { try await record(job, on: stage, for: duration, into: path) }
        await stage.strike()
        try result.get()
    }

    private static func record(
        _ job: RecordingJob, on stage: PageStage, for duration: Duration, into path: String
    ) async throws {
        let page = try await PageSession.attach(to: stage.browser, PageSession.Options(job), onConsole: { _ in })
        try await page.open()
        try await page.waitUntilDrawn()
        let capture = try ServerProcess(
            "/usr/bin/gst-launch-1.0", package: "gstreamer1.0-tools", arguments(job, stage, path),
            environment: ["XAUTHORITY": DisplayAuthority.file(root: job.configuration.temporaryDirectory)])
        try await Task.sleep(for: duration)  // a recording takes its time
        capture.send(SIGINT)  // gst-launch answers with an end of stream
        await capture.log.waitForEnd()
    }

    /// The recorder's elements and properties, but for the container.
    private static func arguments(_ job: RecordingJob, _ stage: PageStage, _ path: String) -> [String] {
        """
        -q -e
        ximagesrc display-name=\(stage.display.name) show-pointer=false use-damage=false
        ! video/x-raw,framerate=\(job.encoding.frameRate)/1
        ! queue max-size-buffers=8 max-size-bytes=0 max-size-time=0 leaky=downstream ! videorate ! videoconvert
        ! video/x-raw,format=NV12,colorimetry=bt709
        ! x264enc speed-preset=veryfast bframes=0 rc-lookahead=4 threads=\(job.encoding.frameRate > 30 ? 2 : 1)
          key-int-max=\(job.encoding.frameRate) bitrate=\(job.encoding.videoBitrate) vbv-buf-capacity=2000
        ! video/x-h264,stream-format=avc,alignment=au,profile=main ! file.
        pulsesrc server=\(stage.sound.address) device=\(stage.sound.monitor) provide-clock=false latency-time=5000
          buffer-time=100000
        ! audio/x-raw,rate=48000,channels=2 ! queue max-size-buffers=0 max-size-bytes=0 max-size-time=3000000000
        ! audioconvert ! audioresample ! audio/x-raw,rate=44100 ! avenc_aac bitrate=128000 ! file.
        matroskamux name=file ! filesink location=\(path)
        """.split(whereSeparator: \.isWhitespace).map(String.init)
    }
}
