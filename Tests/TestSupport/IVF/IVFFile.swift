import Foundation
public import MediaTypes

/// An IVF file taken apart, on its own.
public struct IVFFile: Sendable {
    public struct Damage: Error, CustomStringConvertible {
        public let description: String
    }

    public var codec: String
    public var width: Int
    public var height: Int
    /// Ticks in a second, and in a unit of the times.
    public var timescale: Int
    public var unit: Int
    public var length: Int
    public var frames: [(time: Int, bytes: [UInt8])] = []

    /// What is cut off at the end is left out when `isCutOff`.
    public init(_ bytes: [UInt8], isCutOff: Bool = false) throws {
        func number(_ offset: Int, _ size: Int) -> Int {
            (0..<size).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
        }
        guard bytes.count >= 32, Array(bytes[..<4]) == Array("DKIF".utf8), number(4, 2) == 0, number(6, 2) == 32 else {
            throw Damage(description: "no IVF header")
        }
        codec = String(decoding: bytes[8..<12], as: UTF8.self)
        (width, height, timescale, unit) = (number(12, 2), number(14, 2), number(16, 4), number(20, 4))
        length = number(24, 4)
        var offset = 32
        while offset < bytes.count {
            guard offset + 12 <= bytes.count, offset + 12 + number(offset, 4) <= bytes.count else {
                if isCutOff { return }
                throw Damage(description: "the frame at \(offset) is cut off")
            }
            let end = offset + 12 + number(offset, 4)
            frames.append((number(offset + 4, 8), Array(bytes[(offset + 12)..<end])))
            offset = end
        }
    }
}

extension EncodedSource {
    /// Runs ffmpeg with `arguments` (inputs and a VP8, VP9 or AV1 encoder) and reads what it writes to IVF; AV1 without
    /// temporal delimiters, as it comes from RTP.
    public init(ivf arguments: [String], track: TrackID = 0) throws {
        let result = try ExternalTool.ffmpeg.run(["-v", "error", "-nostdin"] + arguments + ["-f", "ivf", "-"])
        guard result.status == 0 else { throw ExternalTool.Failure(description: "ffmpeg: \(result.errors)") }
        let file = try IVFFile(Array(result.output))
        frames = file.frames.map { time, bytes in
            let payload = file.codec == "AV01" && bytes.starts(with: [0x12, 0]) ? Array(bytes.dropFirst(2)) : bytes
            let ticks = Int64(time * file.unit)
            return EncodedFrame(
                track: track, presentationTime: MediaTime(ticks: ticks, timescale: Int32(file.timescale)),
                isKeyframe: Self.parameters(payload, file) != nil, payload: FramePayload(payload))
        }
        guard let first = frames.first, let parameters = Self.parameters(first.payload.copied(), file) else {
            throw IVFFile.Damage(description: "the first frame is no key frame")
        }
        tracks = [TrackDescription(id: track, parameters: parameters)]
    }

    /// What a key frame says; nil for others.
    private static func parameters(_ bytes: [UInt8], _ file: IVFFile) -> CodecParameters? {
        switch file.codec {
        case "VP80":
            guard let header = VP8FrameHeader(bytes.span.bytes), header.isKeyframe else { return nil }
            return .vp8(VP8Parameters(width: header.width, height: header.height))
        case "VP90":
            guard let header = VP9FrameHeader(bytes.span.bytes), header.isKeyframe else { return nil }
            return .vp9(VP9Parameters(width: header.width, height: header.height, profile: header.profile, bitDepth: header.bitDepth))
        default: return AV1Parameters(temporalUnit: bytes.span.bytes).map { .av1($0) }
        }
    }
}
