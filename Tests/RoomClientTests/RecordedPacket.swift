import Foundation
import MediaTypes
import TestSupport

/// One RTP packet of `RTPMediaTests/Captures`.
struct RecordedPacket {
    let arrival: MediaTime
    let bytes: [UInt8]

    var source: UInt32 { bytes[8..<12].reduce(0) { $0 << 8 | UInt32($1) } }

    /// The packet as part of another stream.
    func `as`(source: UInt32, sequence: UInt16) -> [UInt8] {
        var bytes = bytes
        withUnsafeBytes(of: sequence.bigEndian) { bytes.replaceSubrange(2..<4, with: $0) }
        withUnsafeBytes(of: source.bigEndian) { bytes.replaceSubrange(8..<12, with: $0) }
        return bytes
    }

    /// What other software made of it.
    struct Expectation: Decodable {
        let rtp_packets: Int
        let decoded_frames: Int
        let decoded_sizes: [[Int]]
    }

    private static let folder = PythonTool.repository.appending(path: "Tests/RTPMediaTests/Captures")

    static func expectation(_ name: String) throws -> Expectation {
        let data = try Data(contentsOf: folder.appending(path: "\(name)/expected.json"))
        return try JSONDecoder().decode(Expectation.self, from: data)
    }

    /// The format of rtptools: a line, 16 bytes, and records whose second length is zero where they hold RTCP.
    static func read(_ name: String) throws -> [RecordedPacket] {
        let data = [UInt8](try Data(contentsOf: folder.appending(path: "\(name)/video.rtpdump")))
        guard let line = data.firstIndex(of: 10) else { throw CocoaError(.fileReadCorruptFile) }
        func number(_ range: Range<Int>) -> Int { data[range].reduce(0) { $0 << 8 | Int($1) } }
        var packets: [RecordedPacket] = []
        var position = line + 17
        while position + 8 <= data.count {
            let length = number(position..<position + 2)
            if number(position + 2..<position + 4) > 0 {
                let arrival = MediaTime.milliseconds(Int64(number(position + 4..<position + 8)))
                packets.append(RecordedPacket(arrival: arrival, bytes: Array(data[position + 8..<position + length])))
            }
            position += length
        }
        return packets
    }
}
