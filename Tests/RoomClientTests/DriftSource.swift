import MediaTypes
import RTPMedia
import TestSupport

@testable import RoomClient

/// One stream of a participant whose clocks run wrong, as packets that arrive a little late.
struct DriftSource: ~Copyable {
    struct Event {
        let arrival: MediaTime
        let bytes: [UInt8]
        let isReport: Bool
    }

    /// When each frame was captured, by the recorder's clock.
    private(set) var captured: [MediaTime] = []
    private let codec: RTPCodec
    private let interval: MediaTime
    /// Of the clock that makes the timestamps, and of the one in the reports.
    private let drift: Double
    private let wall: Double
    private let delay: MediaTime
    private var stream: RTPSendStream
    private var random = SeededGenerator(seed: 11)
    private var events: [Event] = []

    init(_ codec: RTPCodec, interval: MediaTime, drift: Double, wall: Double, delay: MediaTime) {
        (self.codec, self.interval, self.drift, self.wall, self.delay) = (codec, interval, drift, wall, delay)
        stream = RTPSendStream(
            RTPSendStream.Configuration(
                ssrc: 1, payloadType: 96, codec: codec, firstSequenceNumber: 65_000, timestampOffset: .max - 90_000))
    }

    /// All that is sent in `length` by the recorder's clock.
    mutating func send(_ length: MediaTime) -> [Event] {
        var index = 0
        while true {
            let own = MediaTime(nanoseconds: interval.nanoseconds * Int64(index))
            let now = MediaTime(nanoseconds: Int64(Double(own.nanoseconds) / (1 + drift)))
            guard now < length else { return events }
            captured.append(now)
            stream.send(
                frame(index).span.bytes, timestamp: UInt32(truncatingIfNeeded: own.ticks(timescale: codec.clockRate)),
                isKeyframe: index == 0 || !codec.isVideo, at: own)
            transmit(own, at: now)
            index += 1
        }
    }

    private mutating func transmit(_ own: MediaTime, at now: MediaTime) {
        var buffer = PacketBuffer()
        while stream.writeNext(into: &buffer, at: own) {
            note(buffer.bytes, isReport: false, at: now)
            buffer.removeAll()
        }
        guard let due = stream.nextReport, due <= own else { return }
        let elapsed = MediaTime(nanoseconds: Int64(Double(now.nanoseconds) * (1 + wall)))
        let clock = NTPTime(unixNanoseconds: 1_900_000_000_000_000_000).advanced(by: elapsed)
        guard let report = stream.senderReport(at: own, wallClock: clock) else { return }
        RTCPMessage.senderReport(report).write(into: &buffer)
        note(buffer.bytes, isReport: true, at: now)
    }

    private mutating func note(_ bytes: RawSpan, isReport: Bool, at now: MediaTime) {
        let late = MediaTime(nanoseconds: Int64.random(in: 0...10_000_000, using: &random))
        events.append(Event(arrival: now + delay + late, bytes: bytes.withUnsafeBytes { Array($0) }, isReport: isReport))
    }

    // MARK: Frames with numbers

    private static let mark: [UInt8] = [0xA5, 0x5A, 0xC3]

    private func frame(_ index: Int) -> [UInt8] {
        let number = (0..<4).map { UInt8(truncatingIfNeeded: index >> (8 * $0)) }
        // One packet of 20 ms; a key frame of 320 x 180, or what follows one.
        let head: [UInt8] =
            switch (codec, index) {
            case (.opus, _): [0x78]
            case (_, 0): [0x10, 2, 0, 0x9D, 0x01, 0x2A, 0x40, 0x01, 0xB4, 0x00]
            default: [0x11, 2, 0]
            }
        return head + Self.mark + number
    }

    /// Which frame it is.
    static func index(of frame: [UInt8]) -> Int? {
        guard frame.count >= 8, Array(frame.dropLast(4).suffix(3)) == mark else { return nil }
        return frame.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}

/// Receives one stream as the room's client does.
struct DriftReceiver: ~Copyable {
    private var stream: RTPReceiveStream
    private var assembler: FrameAssembler

    init(_ codec: RTPCodec, track: TrackID) {
        stream = RTPReceiveStream(.init(ssrc: 1, formats: [96: .codec(codec)]))
        assembler = FrameAssembler(track: track, isStereo: false)
    }

    mutating func receive(_ event: DriftSource.Event, clock: inout SenderClock) -> [EncodedFrame] {
        guard !event.isReport else {
            let messages = (try? RTCPMessage.messages(in: event.bytes.span.bytes)) ?? []
            for case .senderReport(let report) in messages { stream.receive(report, clock: &clock, at: event.arrival) }
            return []
        }
        guard let packet = try? RTPPacket(event.bytes.span.bytes) else { return [] }
        stream.receive(packet, at: event.arrival)
        var frames: [EncodedFrame] = []
        while let unit = stream.next(clock: clock) {
            if let frame = assembler.frame(unit, stream.bytes(of: unit), sets: nil) { frames.append(frame) }
        }
        return frames
    }
}
