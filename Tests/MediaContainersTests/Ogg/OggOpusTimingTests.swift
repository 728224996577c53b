import Foundation
import MediaContainers
import MediaTypes
import TestSupport
import Testing

/// Sound from a network: lost, paused, muted, jittering, and sent by another clock.
@Suite(.timeLimit(.minutes(2))) struct OggOpusTimingTests {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    private static let track = TrackDescription(id: 1, parameters: .opus(OpusParameters(channels: 2, preSkip: 312)))

    /// Eight seconds of a tone, in the ways that Opus has.
    private static let tones = ["celt", "hybrid", "silk"].map { kind in
        (kind, Result { try EncodedSource(ffmpeg: tone(kind)) })
    }

    private static func tone(_ kind: String) -> [String] {
        let input = ["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000:duration=8,volume=2", "-c:a", "libopus"]
        switch kind {
        case "celt": return input + ["-b:a", "96k", "-application", "lowdelay"]
        case "hybrid": return input + ["-b:a", "24k", "-application", "voip"]
        default: return input + ["-b:a", "10k", "-application", "voip", "-frame_duration", "60"]
        }
    }

    private func source(_ kind: String) throws -> EncodedSource {
        try #require(Self.tones.first { $0.0 == kind }).1.get()
    }

    private func write(_ source: EncodedSource) throws -> (path: String, bytes: [UInt8], summary: OggOpusSummary) {
        let output = MemoryOutput()
        var writer = try OggOpusWriter(output: output, track: source.tracks[0])
        for frame in source.frames { try writer.write(frame) }
        let summary = try writer.finish()
        try OggChecker.check(output.bytes)
        return (try folder.write(output.bytes, as: "a.opus"), output.bytes, summary)
    }

    /// As FFmpeg's own decoder, or libopus, gives it out; in mono.
    private func pcm(_ path: String, _ decoder: String) throws -> [Int16] {
        let data = try ExternalTool.ffmpeg(
            "-v", "error", "-xerror", "-c:a", decoder, "-i", path, "-ac", "1", "-f", "s16le", "-")
        return data.withUnsafeBytes { bytes in
            (0..<(bytes.count / 2)).map { bytes.loadUnaligned(fromByteOffset: $0 * 2, as: Int16.self) }
        }
    }

    private static let kindsAndDecoders = ["celt", "hybrid", "silk"].flatMap { kind in
        ["opus", "libopus"].map { (kind, $0) }
    }

    @Test(arguments: kindsAndDecoders)
    func `a mute of ten seconds is ten seconds of silence`(kind: String, decoder: String) throws {
        var source = try source(kind)
        let cut = source.frames.firstIndex { $0.presentationTime > .seconds(4) } ?? 0
        for index in cut..<source.frames.count { source.frames[index] = source.frames[index].shifted(by: .milliseconds(10_003)) }
        let (path, _, summary) = try write(source)
        #expect(abs(summary.duration.seconds - 18.003) < 0.005 && summary.adjustedTimestamps == 0)
        let samples = try pcm(path, decoder)
        #expect(abs(samples.count - Int(18.003 * 48_000)) < 240)
        let quiet = samples[(4_300 * 48)..<(13_950 * 48)]
        #expect((quiet.map { abs(Int($0)) }.max() ?? 0) <= 2)
        #expect((samples[(14_200 * 48)..<(17_800 * 48)].map { abs(Int($0)) }.max() ?? 0) > 4_000)
        #expect((samples[(1_000 * 48)..<(3_900 * 48)].map { abs(Int($0)) }.max() ?? 0) > 4_000)
    }

    @Test(arguments: kindsAndDecoders)
    func `what is lost is concealed without a click, and the length stays`(kind: String, decoder: String) throws {
        var source = try source(kind)
        let plain = try write(source)
        let usual = steepest(try pcm(plain.path, decoder))
        source.frames = source.frames.enumerated().filter { $0.offset % 17 != 11 }.map(\.element)
        let (path, _, summary) = try write(source)
        #expect(summary.duration == plain.summary.duration && summary.silentPackets == 0 && summary.concealedPackets > 3)
        let samples = try pcm(path, decoder)
        // FFmpeg's own decoder begins SILK abruptly after a loss.
        if decoder == "libopus" { #expect(steepest(samples) <= usual * 11 / 10) }
        #expect(samples.count == (try pcm(plain.path, decoder)).count)
    }

    /// The largest step from one sample to the next.
    private func steepest(_ samples: [Int16]) -> Int {
        zip(samples, samples.dropFirst()).map { abs(Int($1) - Int($0)) }.max() ?? 0
    }

    @Test(arguments: [-200, 200] as [Int64])
    func `a clock that runs fast or slow is followed without a click`(_ ppm: Int64) throws {
        var source = try source("celt")
        // Eight seconds at a hundred times the drift.
        for index in source.frames.indices {
            let time = source.frames[index].presentationTime
            source.frames[index] = source.frames[index].shifted(by: MediaTime(nanoseconds: time.nanoseconds / 10_000 * ppm))
        }
        let (path, _, summary) = try write(source)
        #expect(abs(summary.duration.seconds - 8 * (1 + Double(ppm) / 10_000)) < 0.045)
        let samples = try pcm(path, "libopus")
        let usual = try steepest(pcm(write(self.source("celt")).path, "libopus"))
        #expect(steepest(samples) <= usual * 11 / 10)
    }

    private func packet(_ number: Int, _ time: MediaTime) -> EncodedFrame {
        let bytes = [0xFC] + withUnsafeBytes(of: UInt32(number)) { Array($0) }
        return EncodedFrame(track: 1, presentationTime: time, duration: .milliseconds(20), isKeyframe: true, payload: FramePayload(bytes))
    }

    /// By how many milliseconds each packet lies later in the file than its time says; nil for those that are not there.
    private func errors(_ bytes: [UInt8], _ times: [MediaTime]) throws -> [Double?] {
        var (position, errors) = (0, [Double?](repeating: nil, count: times.count))
        for packet in try OggChecker.check(bytes).dropFirst(2).flatMap(\.packets) {
            if packet.count == 5 {
                let number = packet.withUnsafeBytes { Int($0.loadUnaligned(fromByteOffset: 1, as: UInt32.self)) }
                errors[number] = Double(position) / 48 - (times[number] - times[0]).seconds * 1_000
            }
            position += OggChecker.samples(packet)
        }
        return errors
    }

    @Test(arguments: [-200.0, 200])
    func `with drift and jitter over ten minutes no packet is further than 13 ms from its time`(_ ppm: Double) throws {
        var random = SeededGenerator(seed: 11)
        let exact = (0..<30_000).map { MediaTime(seconds: Double($0) * 0.02 * (1 + ppm / 1e6)) }
        let output = MemoryOutput()
        var writer = try OggOpusWriter(output: output, track: Self.track)
        for (number, time) in exact.enumerated() {
            let jitter = MediaTime(nanoseconds: .random(in: -4_000_000...4_000_000, using: &random))
            try writer.write(packet(number, number == 0 ? time : time + jitter))
        }
        let summary = try writer.finish()
        let errors = try errors(output.bytes, exact)
        #expect(errors.compactMap { $0 }.allSatisfy { abs($0) < 13 }, "\(errors.compactMap { $0 }.map(abs).max() ?? 0)")
        let packets = Int((600 * ppm / 1e6 / 0.02).rounded())
        #expect(abs(summary.concealedPackets - max(0, packets)) <= 1 && abs(summary.leftOutPackets - max(0, -packets)) <= 1)
        #expect(summary.adjustedTimestamps == 0 && summary.silentPackets == 0)
    }

    @Test func `jitter of some milliseconds changes nothing`() throws {
        var random = SeededGenerator(seed: 4)
        let output = MemoryOutput()
        var writer = try OggOpusWriter(output: output, track: Self.track)
        for number in 0..<3_000 {
            let jitter = MediaTime(nanoseconds: .random(in: 0...6_000_000, using: &random))
            try writer.write(packet(number, .milliseconds(Int64(number) * 20) + jitter))
        }
        let summary = try writer.finish()
        #expect(summary.packetCount == 3_000 && summary.concealedPackets == 0 && summary.leftOutPackets == 0)
        #expect(summary.adjustedTimestamps == 0 && summary.duration == MediaTime(ticks: 3_000 * 960 - 312, timescale: 48_000))
    }

    @Test func `a sender's pauses are left to the decoder, and its background noise goes on`() throws {
        // Discontinuous transmission: a packet every 400 ms.
        let times = (0..<50).map { MediaTime.milliseconds(Int64($0) * 20) } + (0..<25).map { .milliseconds(1_380 + $0 * 400) }
        let output = MemoryOutput()
        var writer = try OggOpusWriter(output: output, track: Self.track)
        for (number, time) in times.enumerated() { try writer.write(packet(number, time)) }
        let summary = try writer.finish()
        #expect(summary.concealedPackets == 25 * 19 && summary.silentPackets == 0)
        #expect(try errors(output.bytes, times).allSatisfy { $0 == 0 })
    }

    @Test func `random loss, pauses, jumps and restarts keep the file valid and the times near`() throws {
        for seed in UInt64(0)..<12 {
            var random = SeededGenerator(seed: seed)
            var (time, times): (MediaTime, [MediaTime]) = (.zero, [])
            let output = MemoryOutput()
            var writer = try OggOpusWriter(output: output, track: Self.track)
            for number in 0..<600 {
                times.append(time)
                try writer.write(packet(number, time))
                time += .milliseconds(20)
                if Int.random(in: 0..<15, using: &random) == 0 { time += .milliseconds(20 * .random(in: 1...3, using: &random)) }
                if Int.random(in: 0..<80, using: &random) == 0 { time += .milliseconds(.random(in: 5...4_000, using: &random)) }
            }
            let summary = try writer.finish()
            let errors = try errors(output.bytes, times)
            #expect(errors.compactMap { $0 }.allSatisfy { abs($0) < 22 }, "seed \(seed) \(errors.compactMap { $0 }.map(abs).max() ?? 0)")
            #expect(summary.leftOutPackets < 6, "seed \(seed)")
            #expect(abs(summary.duration.seconds - (times[599].seconds + 0.0135)) < 0.03, "seed \(seed)")
        }
    }

    @Test func `a muted track's file grows, and goes on where it should`() throws {
        let output = MemoryOutput()
        var writer = try OggOpusWriter(output: output, track: Self.track)
        try writer.fill(to: .seconds(9))
        #expect(output.bytes.isEmpty)
        for number in 0..<50 { try writer.write(packet(number, .milliseconds(Int64(number) * 20))) }
        for step in 1...50 { try writer.fill(to: .seconds(1) + .milliseconds(Int64(step) * 100)) }
        #expect(output.appends.count > 5)
        try writer.write(packet(50, .milliseconds(6_010)))
        try writer.fill(to: .milliseconds(8_030))
        let summary = try writer.finish()
        #expect(abs(summary.duration.seconds - (8.03 - 0.0065)) < 0.003 && summary.leftOutPackets == 0)
        let error = try #require(try errors(output.bytes, (0..<51).map { .milliseconds($0 == 50 ? 6_010 : Int64($0) * 20) })[50])
        #expect(abs(error) < 10.1)
        #expect(throws: OggOpusError.self) { try writer.fill(to: .seconds(99)) }
    }
}
