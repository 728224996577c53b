import Foundation
import MediaTypes

/// A real encoded stream, held in memory, that can be repeated without an end.
struct EncodedClip {
    let tracks: [TrackDescription]
    let frames: [EncodedFrame]
    let duration: MediaTime
    var byteCount: Int { frames.reduce(0) { $0 + $1.payload.count } }

    /// Encodes ten seconds of 1080p30 at about 20 Mbit/s with AAC into `path`, and takes the file apart.
    init(encodingTo path: String) throws {
        try FFmpeg.run(
            ["-v", "error", "-y", "-f", "lavfi", "-i", "testsrc2=size=1920x1080:rate=30:duration=10"]
                + ["-f", "lavfi", "-i", "sine=sample_rate=48000:duration=10", "-vf", "noise=alls=20:allf=t"]
                + ["-c:v", "libx264", "-preset", "ultrafast", "-b:v", "20M", "-maxrate", "20M", "-bufsize", "20M"]
                + ["-g", "60", "-bf", "0", "-pix_fmt", "yuv420p", "-c:a", "aac", "-ac", "2", path])
        let file = try Data(contentsOf: URL(fileURLWithPath: path))
        let listing = try FFmpeg.run(
            [
                "-v", "error", "-show_entries", "packet=stream_index,pts_time,dts_time,size,pos,flags", "-of",
                "csv=p=0", path,
            ],
            program: "ffprobe")
        frames = String(decoding: listing, as: UTF8.self).split(separator: "\n").compactMap { Self.frame($0, file) }
            .sorted { $0.decodeTime < $1.decodeTime }
        duration = .seconds(10)
        let configuration = try Self.box("avcC", in: file)
        let video = try H264Parameters(avcDecoderConfigurationRecord: configuration.span.bytes)
        let audio = AACParameters(audioSpecificConfig: [0x11, 0x90], sampleRate: 48_000, channels: 2)
        tracks = [
            TrackDescription(id: 0, parameters: .h264(video)),
            TrackDescription(
                id: 1, parameters: .aac(audio), codecDelay: MediaTime(ticks: 1024, timescale: 48_000)),
        ]
    }

    /// ffprobe's columns: stream, pts, dts, size, position, flags.
    private static func frame(_ line: Substring, _ file: Data) -> EncodedFrame? {
        let columns = line.split(separator: ",")
        guard columns.count >= 6, let track = UInt32(columns[0]), let pts = Double(columns[1]),
            let dts = Double(columns[2]), let size = Int(columns[3]), let position = Int(columns[4])
        else { return nil }
        return EncodedFrame(
            track: TrackID(track), presentationTime: MediaTime(seconds: pts), decodeTime: MediaTime(seconds: dts),
            isKeyframe: columns[5].hasPrefix("K"), payload: FramePayload(Array(file[position..<(position + size)])))
    }

    private static func box(_ type: String, in file: Data) throws -> [UInt8] {
        guard let place = file.range(of: Data(type.utf8)) else {
            throw CodecHeaderError.truncated(.decoderConfiguration)
        }
        let size = file[(place.lowerBound - 4)..<place.lowerBound].reduce(0) { $0 << 8 | Int($1) }
        return Array(file[place.upperBound..<(place.lowerBound - 4 + size)])
    }

    /// Calls `body` with every frame of `count` repetitions.
    func repeated(_ count: Int, _ body: (EncodedFrame) throws -> Void) rethrows {
        for round in 0..<count {
            let offset = MediaTime(nanoseconds: duration.nanoseconds * Int64(round))
            for var frame in frames {
                frame.presentationTime += offset
                frame.decodeTime += offset
                try body(frame)
            }
        }
    }
}
