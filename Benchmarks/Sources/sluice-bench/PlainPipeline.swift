import Foundation

/// The peer of a recording: `gst-launch-1.0` with the elements and properties of our capture, into Matroska.
///
/// It has to follow `CaptureGraph`, `VideoEncoding` and `AudioEncoding` for a 720p30 recording with key frames every
/// second; only the sinks differ.
final class PlainPipeline {
    let process = Process()

    /// Records what is seen and heard on `stage`, into `path`.
    init(stage: [String: String], path: String) throws {
        process.executableURL = URL(fileURLWithPath: "/usr/bin/gst-launch-1.0")
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/gst-launch-1.0") else {
            throw BenchmarkFailure("gst-launch-1.0 is missing: install the Debian package gstreamer1.0-tools")
        }
        let words = Self.picture + Self.sound + ["matroskamux name=file ! filesink location=\(path)"]
        process.arguments = ["-q", "-e"] + words.joined(separator: " ").split(separator: " ").map(String.init)
        process.environment = ProcessInfo.processInfo.environment.merging(stage) { _, new in new }
        process.standardInput = FileHandle.nullDevice
        try process.run()
        try Waiting.until("gst-launch-1.0's first bytes") {
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            return (attributes?[.size] as? Int ?? 0) > 0
        }
    }

    deinit {
        if process.isRunning { process.interrupt() }
    }

    /// SIGINT makes gst-launch send an end of stream.
    func end() {
        process.interrupt()
        process.waitUntilExit()
    }

    private static let picture = [
        "ximagesrc show-pointer=false use-damage=false ! video/x-raw,framerate=30/1",
        "! queue max-size-buffers=8 max-size-bytes=0 max-size-time=0 leaky=downstream ! videorate ! videoconvert",
        "! video/x-raw,format=NV12,colorimetry=bt709",
        "! x264enc speed-preset=veryfast bframes=0 rc-lookahead=4 threads=1 key-int-max=30 bitrate=3000",
        "vbv-buf-capacity=2000 ! video/x-h264,stream-format=avc,alignment=au,profile=main ! file.",
    ]

    private static let sound = [
        "pulsesrc device=capture.monitor provide-clock=false latency-time=5000 buffer-time=100000",
        "! audio/x-raw,rate=48000,channels=2 ! queue max-size-buffers=0 max-size-bytes=0 max-size-time=3000000000",
        "! audioconvert ! audioresample ! audio/x-raw,rate=44100,channels=2",
        "! avenc_aac bitrate=128000 ! audio/mpeg,mpegversion=4,stream-format=raw ! file.",
    ]
}
