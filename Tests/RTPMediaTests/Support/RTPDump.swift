import Foundation

/// A packet capture in the format of rtptools.
struct RTPDump {
    struct Record {
        let milliseconds: UInt32
        let isControl: Bool
        let bytes: [UInt8]
    }

    let records: [Record]

    init(_ name: String) throws {
        let data = [UInt8](try Data(contentsOf: Self.folder.appendingPathComponent(name)))
        guard let line = data.firstIndex(of: 10) else { throw CocoaError(.fileReadCorruptFile) }
        var position = line + 1 + 16
        var records: [Record] = []
        while position + 8 <= data.count {
            let length = Int(data[position]) << 8 | Int(data[position + 1])
            let rtpLength = Int(data[position + 2]) << 8 | Int(data[position + 3])
            let time = data[(position + 4)..<(position + 8)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            let bytes = Array(data[(position + 8)..<(position + length)])
            records.append(Record(milliseconds: time, isControl: rtpLength == 0, bytes: bytes))
            position += length
        }
        self.records = records
    }

    var packets: [Record] { records.filter { !$0.isControl } }

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Captures")
}

/// What other software made of a capture.
struct CaptureExpectation: Decodable {
    let payload_type: UInt8
    let ssrc: UInt32
    let rtp_packets: Int
    let rtcp_packets: Int
    let distinct_timestamps: Int
    let decoded_sizes: [[Int]]

    init(_ name: String) throws {
        let data = try Data(contentsOf: RTPDump.folder.appendingPathComponent("\(name)/expected.json"))
        self = try JSONDecoder().decode(Self.self, from: data)
    }
}
