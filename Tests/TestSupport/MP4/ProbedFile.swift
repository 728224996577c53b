import Foundation

/// What ffprobe says about a file: an independent demuxer's view.
public struct ProbedFile: Sendable {
    public struct Packet: Decodable, Hashable, Sendable {
        public let stream_index: Int
        public let pts: Int64?
        public let dts: Int64?
        public let duration: Int64?
        public let size: String
        public let pos: String?
        public let flags: String

        public var isKey: Bool { flags.hasPrefix("K") }
        public var byteCount: Int { Int(size) ?? -1 }
    }

    public struct Stream: Decodable, Sendable {
        public let index: Int
        public let codec_name: String?
        public let codec_tag_string: String?
        public let codec_type: String?
        public let time_base: String
        public let start_pts: Int64?
        public let sample_rate: String?
        public let channels: Int?
        public let width: Int?
        public let height: Int?
        public let extradata: String?

        /// The denominator; all our time bases are 1/n.
        public var timescale: Int32 { Int32(time_base.split(separator: "/").last ?? "") ?? 1 }

        /// Codec configuration, out of ffprobe's hexadecimal listing.
        public var extradataBytes: [UInt8] {
            (extradata ?? "").split(separator: "\n").flatMap { line -> [UInt8] in
                guard let colon = line.firstIndex(of: ":") else { return [] }
                let digits = line[line.index(after: colon)...].dropFirst().prefix(40).filter(\.isHexDigit)
                return stride(from: 0, to: digits.count - 1, by: 2).compactMap { position in
                    let start = digits.index(digits.startIndex, offsetBy: position)
                    return UInt8(digits[start..<digits.index(start, offsetBy: 2)], radix: 16)
                }
            }
        }
    }

    private struct Document: Decodable {
        let packets: [Packet]?
        let streams: [Stream]?
    }

    public let streams: [Stream]
    public let packets: [Packet]
    /// What ffprobe complained about.
    public let messages: String

    public init(_ path: String, arguments: [String] = []) throws {
        let result = try ExternalTool.ffprobe.run(
            ["-v", "error"] + arguments
                + ["-show_data", "-show_streams", "-show_packets", "-show_entries", Self.entries, "-of", "json", path])
        guard result.status == 0 else { throw ExternalTool.Failure(description: "ffprobe \(path): \(result.errors)") }
        let document = try JSONDecoder().decode(Document.self, from: result.output)
        streams = document.streams ?? []
        packets = document.packets ?? []
        messages = result.errors
    }

    private static let entries =
        "packet=stream_index,pts,dts,duration,size,pos,flags:stream=index,codec_name,codec_tag_string,codec_type,"
        + "time_base,start_pts,sample_rate,channels,width,height,extradata"

    public func packets(of stream: Int) -> [Packet] { packets.filter { $0.stream_index == stream } }
}
