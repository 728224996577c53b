import Foundation
public import MediaTypes

/// Real encoded frames: an MP4 made by ffmpeg, taken apart with ffprobe's word on where each packet lies.
public struct EncodedSource: Sendable {
    public var tracks: [TrackDescription]
    /// All tracks, in decode order.
    public var frames: [EncodedFrame]

    /// Runs ffmpeg with `arguments` (inputs and encoders) into a file and reads that. Times are the file's own, with
    /// the priming of sound before zero.
    public init(ffmpeg arguments: [String]) throws {
        let folder = try TemporaryFolder()
        let path = folder.path("source.mp4")
        let result = try ExternalTool.ffmpeg.run(["-v", "error", "-y", "-nostdin"] + arguments + [path])
        guard result.status == 0 else { throw ExternalTool.Failure(description: "ffmpeg: \(result.errors)") }
        try self.init(mp4: path)
    }

    public init(mp4 path: String) throws {
        let probed = try ProbedFile(path)
        let data = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
        tracks = try probed.streams.map(Self.track)
        let timescales = probed.streams.map(\.timescale)
        frames = probed.packets.compactMap { packet -> EncodedFrame? in
            guard let pts = packet.pts, let dts = packet.dts, let pos = packet.pos.flatMap({ Int($0) }) else {
                return nil
            }
            let timescale = timescales[packet.stream_index]
            return EncodedFrame(
                track: TrackID(UInt32(packet.stream_index)),
                presentationTime: MediaTime(ticks: pts, timescale: timescale),
                decodeTime: MediaTime(ticks: dts, timescale: timescale),
                duration: MediaTime(ticks: packet.duration ?? 0, timescale: timescale), isKeyframe: packet.isKey,
                payload: FramePayload(Array(data[pos..<(pos + packet.byteCount)])))
        }.sorted { ($0.decodeTime, $0.track) < ($1.decodeTime, $1.track) }
    }

    private static func track(_ stream: ProbedFile.Stream) throws -> TrackDescription {
        let id = TrackID(UInt32(stream.index))
        let configuration = stream.extradataBytes
        let priming = MediaTime(ticks: -(stream.start_pts ?? 0), timescale: stream.timescale)
        switch stream.codec_name {
        case "h264":
            let parameters = try H264Parameters(avcDecoderConfigurationRecord: configuration.span.bytes)
            return TrackDescription(id: id, parameters: .h264(parameters))
        case "aac":
            let parameters = try AACParameters(audioSpecificConfig: configuration.span.bytes)
            return TrackDescription(id: id, parameters: .aac(parameters), codecDelay: priming)
        case "opus":
            let parameters = try OpusParameters(identificationHeader: configuration.span.bytes)
            return TrackDescription(id: id, parameters: .opus(parameters), codecDelay: priming)
        default: throw ExternalTool.Failure(description: "no fixture for codec \(stream.codec_name ?? "none")")
        }
    }

    /// The same frames later, or earlier, for the tracks where `offset` is not zero.
    public func shifted(_ offset: (TrackID) -> MediaTime) -> EncodedSource {
        var copy = self
        for index in copy.frames.indices {
            let offset = offset(copy.frames[index].track)
            copy.frames[index].presentationTime += offset
            copy.frames[index].decodeTime += offset
        }
        copy.frames.sort { ($0.decodeTime, $0.track) < ($1.decodeTime, $1.track) }
        return copy
    }
}
