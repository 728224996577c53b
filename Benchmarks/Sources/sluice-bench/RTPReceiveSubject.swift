import Foundation
import MediaTypes
import RTPMedia

/// The receive path of RTP without sockets and encryption: parse, order, count, track losses, put frames together, and
/// write them behind IVF frame headers.
enum RTPReceiveSubject {
    static let name = "rtp receive"

    /// Three million packets a second.
    private static let limit = 1_000.0 / 3

    static func run() throws -> [BenchmarkResult] {
        [
            try measure("VP8 in order, 1.2 kB a packet", .vp8, frameSize: 6_000, isReordered: false),
            try measure("VP8, one in ten packets out of order", .vp8, frameSize: 6_000, isReordered: true),
            try measure("H.264 in FU-A", .h264, frameSize: 6_000, isReordered: false),
            try measure("Opus, 120 bytes a packet", .opus, frameSize: 120, isReordered: false),
        ]
    }

    /// The peer is copying each packet twice, which any receiver must do: into the frame, and into the file. Seven rounds
    /// after one to warm up.
    private static func measure(
        _ what: String, _ codec: RTPCodec, frameSize: Int, isReordered: Bool
    ) throws -> BenchmarkResult {
        let stream = PacketStream(codec, frameSize: frameSize, isReordered: isReordered)
        var ours: [Double] = []
        var peer: [Double] = []
        for round in 0...7 {
            let mine = try receive(stream)
            let other = copy(stream)
            guard round > 0 else { continue }
            ours.append(mine)
            peer.append(other)
        }
        return BenchmarkResult(
            subject: name, metric: "user time, \(what); the peer only copies each packet twice", unit: "ns/packet",
            ours: ProcessorTime.median(ours), peer: ProcessorTime.median(peer), limit: limit)
    }

    private static func receive(_ packets: PacketStream) throws -> Double {
        var path = ReceivePath(packets.codec)
        let bytes = packets.bytes.span.bytes
        let start = ProcessorTime.ours()
        for range in packets.ranges { try path.take(bytes.extracting(range)) }
        let seconds = ProcessorTime.ours() - start
        try path.check(frameCount: packets.frameCount)
        return seconds * 1e9 / Double(packets.ranges.count)
    }

    private static func copy(_ packets: PacketStream) -> Double {
        var first = OutputMemory()
        var second = OutputMemory()
        let bytes = packets.bytes.span.bytes
        let start = ProcessorTime.ours()
        for range in packets.ranges {
            first.write(bytes.extracting(range))
            second.write(bytes.extracting(range))
        }
        return (ProcessorTime.ours() - start) * 1e9 / Double(packets.ranges.count)
    }
}

/// From packets to frames in a file's memory.
struct ReceivePath: ~Copyable {
    private var stream: RTPReceiveStream
    private var output = OutputMemory()
    private var units = 0
    private var now = MediaTime.zero

    init(_ codec: RTPCodec) {
        var configuration = RTPReceiveStream.Configuration(ssrc: 7, formats: [96: .codec(codec)])
        configuration.extensions = PacketStream.extensions
        stream = RTPReceiveStream(configuration)
    }

    mutating func take(_ packet: RawSpan) throws {
        now += MediaTime(nanoseconds: 300_000)
        stream.receive(try RTPPacket(packet), at: now)
        while let unit = stream.next() {
            units += unit.isDamaged ? 0 : 1
            output.writeFrame(stream.bytes(of: unit), time: unit.presentationTime)
        }
    }

    func check(frameCount: Int) throws {
        guard units == frameCount else { throw BenchmarkFailure("\(units) of \(frameCount) frames came out whole") }
    }
}

/// A megabyte that is written over and over.
private struct OutputMemory: ~Copyable {
    private let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    private var position = 0

    deinit { memory.deallocate() }

    mutating func writeFrame(_ frame: RawSpan, time: MediaTime) {
        if position + 12 > memory.count { position = 0 }
        memory.storeBytes(of: UInt32(frame.byteCount), toByteOffset: position, as: UInt32.self)
        memory.storeBytes(of: time.nanoseconds, toByteOffset: position + 4, as: Int64.self)
        position += 12
        write(frame)
    }

    mutating func write(_ bytes: RawSpan) {
        if position + bytes.byteCount + 16 > memory.count { position = 0 }
        bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: memory[position...]).copyMemory(from: $0) }
        position = (position + bytes.byteCount + 3) & ~3
    }
}

/// Some tens of megabytes of packets.
struct PacketStream {
    static let extensions = HeaderExtensionMap([.mediaIdentification: 1, .absoluteSendTime: 2, .transportSequence: 3])
    let codec: RTPCodec
    let frameCount: Int
    private(set) var bytes: [UInt8] = []
    private(set) var ranges: [Range<Int>] = []

    init(_ codec: RTPCodec, frameSize: Int, isReordered: Bool) {
        self.codec = codec
        frameCount = 240_000_000 / (frameSize + 6_000)
        var configuration = RTPSendStream.Configuration(
            ssrc: 7, payloadType: 96, codec: codec, firstSequenceNumber: 65_000, timestampOffset: 0)
        configuration.extensions = Self.extensions
        configuration.mediaIdentification = "0"
        var stream = RTPSendStream(configuration)
        var buffer = PacketBuffer()
        var sequence: UInt16 = 0
        for index in 0..<frameCount {
            let frame = Self.frame(codec, frameSize, isKeyframe: index % 50 == 0)
            stream.send(
                frame.span.bytes, timestamp: UInt32(index) * 3_000, isKeyframe: index % 50 == 0, at: .zero)
            while stream.writeNext(into: &buffer, transportSequence: sequence, absoluteSendTime: 7, at: .zero) {
                sequence &+= 1
                ranges.append(bytes.count..<(bytes.count + buffer.count))
                buffer.bytes.withUnsafeBytes { bytes.append(contentsOf: $0) }
                buffer.removeAll()
            }
        }
        guard isReordered else { return }
        for index in stride(from: 20, to: ranges.count - 5, by: 20) { ranges.swapAt(index, index + 3) }
    }

    private static func frame(_ codec: RTPCodec, _ size: Int, isKeyframe: Bool) -> [UInt8] {
        let head: [UInt8]
        switch codec {
        case .h264:
            // The delimiter says that nothing is missing in front of the first frame.
            let delimiter: [UInt8] = isKeyframe ? [0, 0, 0, 2, 0x09, 0xF0] : []
            let length = size - delimiter.count - 4
            let prefix = (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) }
            head = delimiter + prefix + [isKeyframe ? 0x65 : 0x41]
        case .opus: head = [0x78]
        default: head = isKeyframe ? [0x10, 2, 0, 0x9D, 0x01, 0x2A, 0x40, 0x01, 0xB4, 0x00] : [0x11, 2, 0]
        }
        return head + [UInt8](repeating: 0x5A, count: size - head.count)
    }
}
