import Foundation

/// A recording as ffmpeg decodes it: small grey pictures and mono samples, each with its presentation time.
///
/// Times are those of the file with its edit lists applied, not shifted to zero; a decoder's priming samples are gone.
struct DecodedRecording {
    /// One decoded block: where it stands in time and how many bytes it has.
    struct Block {
        var seconds: Double
        var byteCount: Int
    }

    /// Zero without a picture.
    var width = 0
    var height = 0
    var sampleRate = 0.0
    var pictures = Data()
    var pictureBlocks: [Block] = []
    var samples = Data()
    var sampleBlocks: [Block] = []
    /// What the decoder complained about.
    var messages: [String] = []

    init(path: String) throws {
        try probe(path)
        try decode(path, in: try TemporaryFolder())
    }

    private struct Probe: Decodable {
        struct Stream: Decodable {
            var codecType: String
            var width: Int?
            var height: Int?
            var sampleRate: String?
        }
        var streams: [Stream]
    }

    private mutating func probe(_ path: String) throws {
        let output = try ExternalTool.ffprobe(
            "-v", "error", "-show_entries", "stream=codec_type,width,height,sample_rate", "-of", "json", path)
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let probe = try decoder.decode(Probe.self, from: output)
        if let video = probe.streams.first(where: { $0.codecType == "video" }) {
            width = video.width ?? 0
            height = video.height ?? 0
        }
        if let audio = probe.streams.first(where: { $0.codecType == "audio" }) {
            sampleRate = audio.sampleRate.flatMap(Double.init) ?? 0
        }
    }

    private mutating func decode(_ path: String, in folder: TemporaryFolder) throws {
        var arguments = ["-v", "error", "-y", "-copyts", "-i", path]
        if width > 0, height > 0 { arguments += pictureArguments(folder) }
        if sampleRate > 0 {
            let mono = ["-map", "0:a:0", "-ac", "1", "-c:a", "pcm_f32le"]
            arguments += mono + ["-f", "f32le", folder.path("samples")]
            arguments += mono + ["-f", "framecrc", folder.path("sample-times")]
        }
        let result = try ExternalTool.ffmpeg.run(arguments)
        guard result.status == 0 else {
            throw AnalysisError.notDecodable(path: path, message: String(result.errors.suffix(600)))
        }
        messages = result.errors.split(separator: "\n").map(String.init)
        if width > 0, height > 0 {
            pictures = try Data(contentsOf: folder.url.appendingPathComponent("pictures"))
            pictureBlocks = try Self.blocks(in: folder.url.appendingPathComponent("picture-times"))
        }
        guard sampleRate > 0 else { return }
        samples = try Data(contentsOf: folder.url.appendingPathComponent("samples"))
        sampleBlocks = try Self.blocks(in: folder.url.appendingPathComponent("sample-times"))
    }

    /// The same frames twice: their bytes, and a list of their times.
    private func pictureArguments(_ folder: TemporaryFolder) -> [String] {
        // A time base of microseconds keeps every container's times apart; nothing is repeated or dropped to suit a rate.
        let asTheyAre = ["-fps_mode", "passthrough", "-enc_time_base", "1:1000000"]
        let list = ["-c:v", "rawvideo", "-f", "framecrc", folder.path("picture-times")]
        return ["-filter_complex", PageStrip.filter(width: width, height: height)]
            + ["-map", "[pixels]"] + asTheyAre + ["-f", "rawvideo", folder.path("pictures")]
            + ["-map", "[times]"] + asTheyAre + list
    }

    /// Reads ffmpeg's framecrc: a header with the time base, then `stream, dts, pts, duration, size, checksum`.
    private static func blocks(in file: URL) throws -> [Block] {
        let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        var unit = 0.0
        var blocks: [Block] = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix("#tb 0: ") {
                let parts = line.dropFirst(7).split(separator: "/").compactMap { Double($0) }
                if parts.count == 2, parts[1] != 0 { unit = parts[0] / parts[1] }
            }
            if line.hasPrefix("#") { continue }
            let fields = line.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
            guard fields.count >= 5, unit > 0, let time = Double(fields[2]), let size = Int(fields[4]) else {
                throw AnalysisError.unreadableOutput(tool: "ffmpeg", about: "the times of frames")
            }
            blocks.append(Block(seconds: time * unit, byteCount: size))
        }
        return blocks
    }
}
