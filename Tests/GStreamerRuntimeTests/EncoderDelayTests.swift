import Foundation
import GStreamerRuntime
import MediaTypes
import PipelineGraph
import TestSupport
import Testing

/// Measures, by a click that is encoded and decoded again, where an encoder's time stamps put the sound.
struct EncoderDelayTests {
    private static let clickAt = 24_000  // sample, at 48 kHz
    private static let rate: Int32 = 48_000

    @Test(.timeLimit(.minutes(1))) func `AAC time stamps begin a codec delay before the first real sample`()
        async throws
    {
        let folder = try TemporaryFolder()
        let got = try await encodeClick(with: .element("avenc_aac"), in: folder)
        let description = try #require(got.description)
        guard case .aac(let parameters) = description.parameters else {
            Issue.record("not AAC")
            return
        }
        #expect(description.codecDelay == MediaTime(ticks: 1_024, timescale: Self.rate))
        #expect(parameters.sampleRate == 48_000 && parameters.channels == 1)

        // An independent decoder, which knows nothing of the priming and gives it out.
        let file = folder.url.appending(path: "click.aac")
        try got.frames.reduce(into: Data()) { $0 += Self.adts($1.payload.copied()) }.write(to: file)
        let samples = try ExternalTool.ffmpeg("-v", "error", "-i", file.path, "-f", "s16le", "-ac", "1", "-")
        try expectClick(in: samples, of: got)
    }

    @Test(.timeLimit(.minutes(1))) func `Opus time stamps begin the pre-skip before the first real sample`()
        async throws
    {
        let folder = try TemporaryFolder()
        let got = try await encodeClick(with: .element("opusenc"), in: folder)
        let description = try #require(got.description)
        guard case .opus(let parameters) = description.parameters else {
            Issue.record("not Opus")
            return
        }
        #expect(parameters.preSkip == 312)
        #expect(description.codecDelay == MediaTime(ticks: 312, timescale: 48_000))

        // A decoder that is told of no pre-skip gives everything out.
        let file = folder.url.appending(path: "decoded")
        let decoder = try Pipeline(
            PipelineGraph(chain: [
                .frameSource("in", isLive: false), .element("opusdec"), .element("audioconvert"),
                .capsFilter(Caps("audio/x-raw", ["format": "S16LE", "channels": 1])),
                .element("filesink", ["location": .string(file.path)]),
            ]))
        let source = try decoder.frameSource(named: "in")
        var plain = parameters
        plain.preSkip = 0
        source.setTrack(TrackDescription(id: 1, parameters: .opus(plain)))
        try decoder.play()
        for frame in got.frames { source.push(frame, origin: try #require(got.frames.first).presentationTime) }
        source.endOfStream()
        for await event in decoder.events { if event == .endOfStream { break } }
        decoder.stop()
        try expectClick(in: Data(contentsOf: file), of: got)
    }

    private func encodeClick(with encoder: ChainStep, in folder: TemporaryFolder) async throws
        -> FrameCollector.Contents
    {
        var samples = [Int16](repeating: 0, count: 48_000)
        for offset in -4...4 { samples[Self.clickAt + offset] = Int16(30_000 - 6_000 * abs(offset)) }
        let file = folder.url.appending(path: "click.raw")
        try samples.withUnsafeBytes { Data($0) }.write(to: file)
        return try await FrameCollector.collect(
            PipelineGraph(chain: [
                .element("filesrc", ["location": .string(file.path), "blocksize": 1_920]),
                .element(
                    "rawaudioparse",
                    [
                        "format": .nick("pcm"), "pcm-format": .nick("s16le"), "sample-rate": .int(Int(Self.rate)),
                        "num-channels": 1,
                    ]),
                .element("audioconvert"), encoder, .frameSink("frames"),
            ]))
    }

    /// The loudest decoded sample, placed by the first frame's time, is the click; and the frames follow each other.
    private func expectClick(in decoded: Data, of got: FrameCollector.Contents) throws {
        let samples = decoded.withUnsafeBytes { Array($0.bindMemory(to: Int16.self)) }
        let loudest = try #require(samples.indices.max { samples[$0].magnitude < samples[$1].magnitude })
        let first = try #require(got.frames.first)
        let position = first.presentationTime.ticks(timescale: Self.rate) + Int64(loudest)
        #expect(abs(position - Int64(Self.clickAt)) <= 1)
        #expect(try first.presentationTime == .zero - #require(got.description).codecDelay)
        for (frame, next) in zip(got.frames, got.frames.dropFirst()) {
            let gap = next.presentationTime - frame.presentationTime - frame.duration
            #expect(abs(gap.nanoseconds) <= 1_000)
        }
    }

    /// A header (ISO/IEC 14496-3 section 1.A.2.2) for AAC LC, 48 kHz, mono.
    private static func adts(_ block: [UInt8]) -> [UInt8] {
        let length = block.count + 7
        return [
            0xFF, 0xF1, 0x4C, 0x40 | UInt8(length >> 11), UInt8(length >> 3 & 0xFF), UInt8(length << 5 & 0xE0) | 0x1F,
            0xFC,
        ] + block
    }
}
