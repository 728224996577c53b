import Foundation
import TestSupport

/// A file like a recording of the test page, painted here and encoded by ffmpeg, so that its content is known.
struct SyntheticRecording {
    enum Container: CaseIterable { case matroskaPCM, mp4AAC, mp4AAC44k }

    /// The value of the first frame: three before a flash.
    static let firstCounter = 27
    static let width = 320
    static let height = 180

    var container: Container
    /// Seconds from a flash to its beep.
    var beepDelay = 0.0
    /// A further beep, in seconds from the start; a negative one is cut by it.
    var firstBeep: Double?
    /// A quiet second tone over one of the beeps.
    var strangeTone: Double?
    var counters = Array(firstCounter..<(firstCounter + 105))
    /// Frames painted grey all over.
    var spoiled: Set<Int> = []

    init(
        container: Container, beepDelay: Double = 0, firstBeep: Double? = nil, strangeTone: Double? = nil
    ) {
        self.container = container
        self.beepDelay = beepDelay
        self.firstBeep = firstBeep
        self.strangeTone = strangeTone
    }

    private var sampleRate: Double { container == .mp4AAC44k ? 44_100 : 48_000 }

    func analyzed() throws -> RecordingAnalysis {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let file = folder.path(container == .matroskaPCM ? "file.mkv" : "file.mp4")
        try encode(
            pictures: folder.write(pictures(), as: "pictures"),
            samples: folder.write(samples().withUnsafeBytes { Array($0) }, as: "samples"), file: file)
        return try RecordingAnalysis.analyze(path: file)
    }

    private func pictures() -> [UInt8] {
        var data: [UInt8] = []
        for (index, counter) in counters.enumerated() {
            let isFlash = counter % 30 < 3
            if spoiled.contains(index) {
                data += [UInt8](repeating: 128, count: Self.width * Self.height)
            } else {
                data += PageStrip.paint(counter: counter, isFlash: isFlash, width: Self.width, height: Self.height)
            }
        }
        return data
    }

    private func samples() -> [Float] {
        var samples = [Float](repeating: 0, count: Int(sampleRate * Double(counters.count) / 30))
        // The frame with a value divisible by 30 is the first bright one: frames 3, 33, 63, 93.
        for second in 0..<3 {
            beep(at: 0.1 + Double(second) + beepDelay, tone: 1_000, level: 0.5, in: &samples)
        }
        if let firstBeep { beep(at: firstBeep, tone: 1_000, level: 0.5, in: &samples) }
        if let strangeTone { beep(at: 1.1 + beepDelay, tone: strangeTone, level: 0.2, in: &samples) }
        return samples
    }

    private func beep(at time: Double, tone: Double, level: Double, in samples: inout [Float]) {
        let first = Int((time * sampleRate).rounded())
        for index in 0..<Int(0.04 * sampleRate) where samples.indices.contains(first + index) {
            samples[first + index] += Float(level * sin(2 * .pi * tone * Double(index) / sampleRate))
        }
    }

    private func encode(pictures: String, samples: String, file: String) throws {
        let codec = container == .matroskaPCM ? "pcm_s16le" : "aac"
        try ExternalTool.ffmpeg(
            "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "gray", "-s", "\(Self.width)x\(Self.height)",
            "-r", "30", "-i", pictures, "-f", "f32le", "-ar", "\(Int(sampleRate))", "-ac", "1", "-i", samples,
            "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", codec, "-b:a", "128k", file)
    }
}
