import Foundation
import MediaTypes
import TestSupport
import Testing

/// What an independent reader finds in a file that a server recorded.
struct RecordedStream {
    struct Packet: Decodable {
        let kind: String
        let dts: Int
        let flags: String

        private enum CodingKeys: String, CodingKey { case kind = "codec_type", dts, flags }
    }

    let video: [Packet]
    let audio: [Packet]

    /// Also decodes everything and fails on any message of the decoder.
    init(_ path: String) throws {
        struct Report: Decodable { let packets: [Packet] }
        let json = try ExternalTool.ffprobe(
            "-v", "error", "-show_entries", "packet=codec_type,dts,flags", "-of", "json", path)
        let packets = try JSONDecoder().decode(Report.self, from: json).packets
        video = packets.filter { $0.kind == "video" }
        audio = packets.filter { $0.kind == "audio" }
        let decoded = try ExternalTool.ffmpeg.run(["-v", "error", "-xerror", "-i", path, "-f", "null", "-"])
        #expect(decoded.status == 0)
        #expect(decoded.errors.isEmpty, "\(decoded.errors)")
    }

    /// From its key frame on, every frame that was offered until the end is there, at its time.
    func expectComplete(_ offered: [LiveSource.Offered]) throws {
        let pictures = offered.filter { $0.track == LiveSource.video }
        let expected = pictures.suffix(video.count)
        let first = try #require(expected.first)
        #expect(first.isKeyframe)
        #expect(video.first?.flags.hasPrefix("K") == true)
        #expect(video.map { $0.flags.hasPrefix("K") } == expected.map(\.isKeyframe))
        expectTimes(video, expected.map { ($0.decodeTime - first.decodeTime).nanoseconds })

        let sounds = offered.filter { $0.track == LiveSource.audio && $0.decodeTime >= first.decodeTime }
        #expect(!audio.isEmpty)
        #expect(sounds.count == audio.count)
        expectTimes(audio, sounds.map { ($0.decodeTime - first.decodeTime).nanoseconds })
    }

    private func expectTimes(_ packets: [Packet], _ nanoseconds: [Int64]) {
        let wrong = zip(packets, nanoseconds).filter { abs(Int64($0.dts) * 1_000_000 - $1) > 1_000_000 }
        #expect(wrong.isEmpty, "\(wrong.count) packets are not at their time")
    }
}
