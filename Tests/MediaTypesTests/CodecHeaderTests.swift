import MediaTypes
import TestSupport
import Testing

struct CodecHeaderTests {
    struct Encode: Sendable, CustomTestStringConvertible {
        let size: (width: Int, height: Int)
        let options: [String]
        let profile: UInt8
        var testDescription: String { "\(size.width)x\(size.height) \(options.joined(separator: " "))" }
    }

    static let encodes = [
        Encode(size: (320, 180), options: ["-profile:v", "baseline"], profile: 66),
        Encode(size: (1280, 720), options: ["-profile:v", "main"], profile: 77),
        Encode(size: (1920, 1080), options: ["-profile:v", "high"], profile: 100),
        Encode(size: (718, 1278), options: ["-profile:v", "high"], profile: 100),
        Encode(size: (640, 480), options: ["-flags", "+ildct+ilme"], profile: 100),
        Encode(size: (321, 181), options: ["-pix_fmt", "yuv444p"], profile: 244),
        Encode(size: (322, 182), options: ["-pix_fmt", "yuv422p10le"], profile: 122),
        Encode(size: (320, 240), options: ["-x264-params", "cqm=jvt"], profile: 100),
    ]

    @Test(arguments: encodes)
    func `reads what x264 wrote, and writes the same record`(_ encode: Encode) throws {
        let input = "testsrc2=size=\(encode.size.width)x\(encode.size.height):rate=30:duration=0.1"
        let format = encode.options.contains("-pix_fmt") ? [] : ["-pix_fmt", "yuv420p"]
        let folder = try TemporaryFolder()
        let path = folder.path("a.mp4")
        let result = try ExternalTool.ffmpeg.run(
            ["-v", "error", "-f", "lavfi", "-i", input, "-c:v", "libx264"] + format + encode.options + [path])
        #expect(result.status == 0, "\(result.errors)")
        let stream = try #require(try ProbedFile(path).streams.first)
        let record = stream.extradataBytes
        let parameters = try H264Parameters(avcDecoderConfigurationRecord: record.span.bytes)
        #expect(parameters.width == stream.width && parameters.height == stream.height)
        #expect(parameters.avcDecoderConfigurationRecord == record)
        let bytes = try #require(parameters.sequenceParameterSets.first)
        let set = try H264SequenceParameterSet(nalUnit: bytes.span.bytes)
        #expect(set.profile == encode.profile)
    }

    @Test func `turns start codes into lengths`() throws {
        let stream: [UInt8] = [0, 0, 0, 1, 0x67, 1, 2, 0, 0, 1, 0x68, 3, 0, 0, 0, 1, 0x65, 0, 0, 3, 4, 0, 0]
        let prefixed = AnnexB.lengthPrefixed(stream.span.bytes)
        #expect(prefixed == [0, 0, 0, 3, 0x67, 1, 2, 0, 0, 0, 2, 0x68, 3, 0, 0, 0, 5, 0x65, 0, 0, 3, 4])
        var units = NALUnitIterator(prefixed.span.bytes)
        var sizes: [Int] = []
        while let unit = try units.next() { sizes.append(unit.byteCount) }
        #expect(sizes == [3, 2, 5])
        let noise: [UInt8] = [1, 2, 3]
        let found = AnnexB.nalUnits(in: noise.span.bytes)
        #expect(found.isEmpty)
    }

    @Test func `an access unit that ends inside a NAL unit is an error`() {
        #expect(throws: CodecHeaderError.truncated(.accessUnit)) {
            let bytes: [UInt8] = [0, 0, 0, 9, 1]
            var units = NALUnitIterator(bytes.span.bytes)
            _ = try units.next()
        }
    }

    // ISO/IEC 14496-3 tables 1.18 and 1.19: object type 2, then index or an explicit rate, then the layout.
    @Test(arguments: [
        (bytes: [0x12, 0x10] as [UInt8], rate: 44_100, channels: 2), ([0x11, 0x88], 48_000, 1),
        ([0x11, 0xB0], 48_000, 6), ([0x17, 0x80, 0x16, 0x22, 0x10], 11_332, 2), ([0x2B, 0x92, 0x08, 0x00], 22_050, 2),
    ])
    func `reads AAC rate and channels`(_ bytes: [UInt8], _ rate: Int, _ channels: Int) throws {
        let parameters = try AACParameters(audioSpecificConfig: bytes.span.bytes)
        #expect(parameters.sampleRate == rate)
        #expect(parameters.channels == channels)
        #expect(parameters.audioSpecificConfig == bytes)
    }

    @Test func `reads and writes the Opus identification header`() throws {
        let bytes = Array("OpusHead".utf8) + [1, 2, 0x38, 1, 0x80, 0xBB, 0, 0, 0, 0, 0]
        let parameters = try OpusParameters(identificationHeader: bytes.span.bytes)
        #expect(parameters == OpusParameters(channels: 2, preSkip: 312, inputSampleRate: 48_000))
        #expect(parameters.identificationHeader == bytes)
        #expect(throws: CodecHeaderError.unsupported(.opusIdentification, field: "channel mapping family", value: 1)) {
            let surround = Array(bytes.dropLast()) + [1]
            _ = try OpusParameters(identificationHeader: surround.span.bytes)
        }
    }

    @Test(arguments: [(contents: UInt8(0x78), samples: 960), (0x08, 960), (0x18, 2880), (0xE0, 120), (0x79, 1920)])
    func `knows an Opus packet's length`(_ contents: UInt8, _ samples: Int) {
        let packet = [contents, 0]
        let count = OpusPacketHeader.sampleCount(of: packet.span.bytes)
        #expect(count == samples)
    }

    @Test func `truncated and damaged headers are errors, never traps`() throws {
        let set: [UInt8] = [0x67, 0x64, 0, 0x1F, 0xAC, 0xD9, 0x40, 0x50, 5, 0xBB, 1, 0x10, 0, 0, 3, 0, 0x10]
        let record = AVCDecoderConfigurationRecord(sequenceParameterSets: [set], pictureParameterSets: [[0x68]]).bytes
        let opus = OpusParameters(channels: 2, preSkip: 312).identificationHeader
        for header in [set, record, opus, [0x17, 0x80, 0x16, 0x22, 0x10]] {
            for count in 0..<header.count { tryAll(Array(header[..<count])) }
            for seed in UInt64(0)..<2000 {
                var random = SeededGenerator(seed: seed)
                var damaged = header
                for _ in 0..<3 {
                    damaged[.random(in: 0..<damaged.count, using: &random)] = .random(in: 0...255, using: &random)
                }
                tryAll(damaged)
            }
        }
        let part = Array(set[..<8])
        #expect(throws: CodecHeaderError.self) { _ = try H264SequenceParameterSet(nalUnit: part.span.bytes) }
    }

    private func tryAll(_ bytes: [UInt8]) {
        _ = try? H264SequenceParameterSet(nalUnit: bytes.span.bytes)
        _ = try? H264Parameters(avcDecoderConfigurationRecord: bytes.span.bytes)
        _ = try? AACParameters(audioSpecificConfig: bytes.span.bytes)
        _ = try? OpusParameters(identificationHeader: bytes.span.bytes)
        _ = OpusPacketHeader.sampleCount(of: bytes.span.bytes)
        _ = AnnexB.lengthPrefixed(bytes.span.bytes)
    }
}
