import MediaTypes
import RTPMedia
import TestSupport

/// A sender and a receiver in virtual time, with a network between them that loses, delays, reorders and duplicates.
/// Nothing happens but at an arrival, a frame's time or a deadline that a stream named.
struct LossyPath: ~Copyable {
    struct Faults {
        /// In percent, of packets in both directions.
        var loss = 0
        var duplication = 0
        var delay = MediaTime.milliseconds(50)
        /// Added or taken at random, so that packets overtake each other.
        var jitter = MediaTime.milliseconds(0)
        var usesRetransmissionStream = true
        var negativeAcknowledgements = true
        var redundancy = false
        /// Nothing passes in either direction, counted from the beginning.
        var outage: Range<MediaTime>?
    }

    private struct Datagram {
        let due: MediaTime
        let order: Int
        let bytes: [UInt8]
        let isControl: Bool
        let isToSender: Bool
    }

    var sender: RTPSendStream
    var receiver: RTPReceiveStream
    var clock = SenderClock()
    static let start = MediaTime.seconds(100)
    var now = start
    private(set) var sent: [Int64: [UInt8]] = [:]
    private(set) var received: [(unit: AccessUnit, bytes: [UInt8])] = []
    private var frames: SyntheticFrames
    private var random: SeededGenerator
    private var network: [Datagram] = []
    private var order = 0
    private let faults: Faults
    private let codec: RTPCodec
    private let map = HeaderExtensionMap([.transportSequence: 3, .mediaIdentification: 1, .streamIdentification: 2])
    /// The sender's wall clock, which is hours off.
    static let wallClock = NTPTime(unixNanoseconds: 1_900_000_000_123_456_789)

    init(_ codec: RTPCodec, seed: UInt64, faults: Faults) {
        self.codec = codec
        self.faults = faults
        frames = SyntheticFrames(codec: codec, seed: seed)
        random = SeededGenerator(seed: seed &+ 99)
        // Close to the wrap of both.
        var sending = RTPSendStream.Configuration(
            ssrc: 1, payloadType: 96, codec: codec, firstSequenceNumber: 65_400, timestampOffset: .max - 100_000)
        if faults.usesRetransmissionStream { sending.retransmission = (2, 97) }
        if faults.redundancy { sending.redundantAudioPayloadType = 63 }
        sending.extensions = map
        sending.mediaIdentification = "0"
        sending.payloadLimit = 500
        sender = RTPSendStream(sending)
        var receiving = RTPReceiveStream.Configuration(
            ssrc: 1, formats: [96: .codec(codec), 97: .retransmission(of: 96), 63: .redundantAudio])
        receiving.retransmissionSSRC = 2
        receiving.extensions = map
        receiving.sendsNegativeAcknowledgements = faults.negativeAcknowledgements
        receiving.maximumDelay = .seconds(1)
        receiver = RTPReceiveStream(receiving)
    }

    var frameInterval: MediaTime { codec.isVideo ? .milliseconds(33) : .milliseconds(20) }

    /// Sends `count` frames and lets everything arrive.
    mutating func run(frames count: Int) {
        var nextFrame = now
        var left = count
        let end = now + MediaTime(nanoseconds: frameInterval.nanoseconds * Int64(count)) + .seconds(4)
        while now < end {
            var next = end
            if left > 0 { next = min(next, nextFrame) }
            for datagram in network { next = min(next, datagram.due) }
            if let deadline = receiver.nextDeadline { next = min(next, max(deadline, now)) }
            if left > 0, let deadline = sender.nextReport { next = min(next, max(deadline, now)) }
            now = next
            if left > 0, now >= nextFrame {
                sendFrame(count - left)
                left -= 1
                nextFrame += frameInterval
            }
            if let due = sender.nextReport, due <= now, left > 0 { sendReports() }
            deliver()
            receiver.handleTimeout(at: now)
            collect()
            sendFeedback()
        }
        receiver.finish()
        collect()
    }

    private mutating func sendFrame(_ index: Int) {
        let wanted = sender.takeKeyframeRequest()
        var (frame, isKeyframe) = frames.next(largest: 3_000)
        while wanted, !isKeyframe { (frame, isKeyframe) = frames.next(largest: 3_000) }
        let ticks = frameInterval.ticks(timescale: codec.clockRate) * Int64(index)
        sent[ticks] = frame
        sender.send(
            frame.span.bytes, timestamp: UInt32(truncatingIfNeeded: ticks), isKeyframe: isKeyframe, at: now)
        transmit()
    }

    private mutating func transmit() {
        var buffer = PacketBuffer()
        while sender.writeNext(into: &buffer, transportSequence: 5, at: now) {
            put(buffer.bytes.array, isControl: false, isToSender: false)
            buffer.removeAll()
        }
    }

    private mutating func sendReports() {
        var buffer = PacketBuffer()
        let wall = Self.wallClock.advanced(by: now)
        guard let report = sender.senderReport(at: now, wallClock: wall) else { return }
        RTCPMessage.senderReport(report).write(into: &buffer)
        put(buffer.bytes.array, isControl: true, isToSender: false)
    }

    private mutating func sendFeedback() {
        var buffer = PacketBuffer()
        if receiver.writeFeedback(into: &buffer, sender: 9, at: now) {
            put(buffer.bytes.array, isControl: true, isToSender: true)
        }
    }

    private mutating func put(_ bytes: [UInt8], isControl: Bool, isToSender: Bool) {
        guard Int.random(in: 0..<100, using: &random) >= faults.loss else { return }
        if let outage = faults.outage, outage.contains(now - Self.start) { return }
        let copies = Int.random(in: 0..<100, using: &random) < faults.duplication ? 2 : 1
        for _ in 0..<copies {
            let spread = faults.jitter.nanoseconds
            let delay = faults.delay + MediaTime(nanoseconds: Int64.random(in: -spread...spread, using: &random))
            order += 1
            network.append(
                Datagram(due: now + delay, order: order, bytes: bytes, isControl: isControl, isToSender: isToSender))
        }
    }

    private mutating func deliver() {
        let due = network.filter { $0.due <= now }.sorted { ($0.due, $0.order) < ($1.due, $1.order) }
        network.removeAll { $0.due <= now }
        for datagram in due {
            if datagram.isControl {
                deliverControl(datagram)
            } else if let packet = try? RTPPacket(datagram.bytes.span.bytes) {
                receiver.receive(packet, at: now)
                collect()
            }
        }
    }

    private mutating func deliverControl(_ datagram: Datagram) {
        guard let messages = try? RTCPMessage.messages(in: datagram.bytes.span.bytes) else { return }
        for message in messages {
            if datagram.isToSender {
                sender.receive(message, at: now, wallClock: Self.wallClock.advanced(by: now))
                transmit()
            } else if case .senderReport(let report) = message {
                receiver.receive(report, clock: &clock, at: now)
                guard let block = receiver.reportBlock(at: now) else { continue }
                var buffer = PacketBuffer()
                RTCPMessage.receiverReport(ssrc: 9, blocks: [block]).write(into: &buffer)
                put(buffer.bytes.array, isControl: true, isToSender: true)
            }
        }
    }

    private mutating func collect() {
        while let unit = receiver.next(clock: clock.isKnown ? clock : nil) {
            received.append((unit, receiver.bytes(of: unit).array))
        }
    }

    /// A received unit's timestamp as it was sent.
    func ticks(of unit: AccessUnit) -> Int64 {
        Int64(UInt32(truncatingIfNeeded: unit.timestamp &- Int64(UInt32.max - 100_000)))
    }
}
