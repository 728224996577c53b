import MediaTypes
import RTPMedia
import TestSupport
import Testing

@testable import RoomServer

/// Forwarding over a network that loses, in a time that the test makes.
struct VirtualForwardingTests {
    @Test func `what is lost on the way in is asked for and reaches everybody once`() {
        let room = VirtualRoom()
        var random = SeededGenerator(seed: 7)
        var encoder = VirtualRoom.Encoder(ssrc: 1_000, rid: nil, sequence: 65_500, timestamp: 0)
        var sent: [UInt16: [UInt8]] = [:]
        var marks: [UInt8] = []
        for frame in 0..<200 {
            let number = encoder.sequence
            let packet = encoder.next(isKeyframe: frame == 0, mark: UInt8(frame))
            sent[number] = packet
            let isLost = Int.random(in: 0..<10, using: &random) == 0
            // Nobody misses the last packet.
            if !isLost || frame == 0 || frame == 199 { room.publish(packet) }
            if frame % 17 == 3 { room.publish(packet) }  // and some come twice
            room.pass(.milliseconds(33))
            for lost in room.takeRequests() { if let packet = sent[lost] { room.publish(Self.repeated(packet)) } }
            marks += room.receive()
        }
        for _ in 0..<20 {
            room.pass(.milliseconds(33))
            for lost in room.takeRequests() { if let packet = sent[lost] { room.publish(Self.repeated(packet)) } }
            marks += room.receive()
        }
        #expect(marks == (0..<200).map { UInt8($0) })
        #expect(room.forwarder.counters.packets == 200)
    }

    /// A packet as its retransmission carries it (RFC 4588).
    private static func repeated(_ bytes: [UInt8]) -> [UInt8] {
        guard let packet = try? RTPPacket(bytes.span.bytes) else { return [] }
        var header = RTPHeader(packet)
        (header.ssrc, header.payloadType) = (1_001, 97)
        var buffer = PacketBuffer()
        header.write(into: &buffer)
        buffer.append(packet.sequenceNumber)
        buffer.append(packet.payload)
        return buffer.bytes.array
    }

    @Test func `what is lost on the way out comes from the history`() {
        let room = VirtualRoom()
        var random = SeededGenerator(seed: 11)
        var encoder = VirtualRoom.Encoder(ssrc: 1_000, rid: nil, sequence: 1, timestamp: 0)
        var marks: [UInt8] = []
        for frame in 0..<220 {
            if frame < 200 { room.publish(encoder.next(isKeyframe: frame == 0, mark: UInt8(frame))) }
            room.pass(.milliseconds(33))
            marks += room.receive { _ in frame > 0 && frame < 200 && Int.random(in: 0..<10, using: &random) == 0 }
        }
        #expect(marks == (0..<200).map { UInt8($0) })
        #expect(room.forwarder.counters.retransmissions > 10)
        #expect(room.takeRequests().isEmpty, "nothing was missing on the way in")
    }

    @Test func `when the best layer ends the next one goes on without a break, and back`() {
        let room = VirtualRoom(rids: ["q", "h", "f"])
        var layers = [("q", UInt32(10)), ("h", 20), ("f", 30)].map { rid, ssrc in
            VirtualRoom.Encoder(ssrc: ssrc, rid: rid, sequence: UInt16(ssrc * 1_000), timestamp: ssrc << 20)
        }
        var wanted: Set<UInt32> = [10, 20, 30]
        var marks: [UInt8] = []
        func publish(_ frames: Int, _ alive: Range<Int>) {
            for _ in 0..<frames {
                for index in alive {
                    let ssrc = layers[index].ssrc
                    let isKeyframe = wanted.remove(ssrc) != nil
                    room.publish(layers[index].next(isKeyframe: isKeyframe, mark: UInt8(ssrc)))
                }
                room.pass(.milliseconds(33))
                wanted.formUnion(room.takeKeyframeRequests())
                marks += room.receive()
            }
        }
        publish(30, 0..<3)
        #expect(room.forwarder.source == 30)
        publish(90, 0..<2)
        #expect(room.forwarder.source == 20)
        publish(60, 0..<3)
        #expect(room.forwarder.source == 30)
        room.forwarder.adjust(isPaused: false, limit: 0, at: room.now)
        publish(30, 0..<3)
        #expect(room.forwarder.source == 10)
        // Everything that was forwarded could be decoded, in the order of the switches.
        #expect(room.receiver.counters.lost == 0 && room.receiver.counters.superfluous == 0)
        var order: [UInt8] = []
        for mark in marks where order.last != mark { order.append(mark) }
        #expect(order.suffix(4) == [30, 20, 30, 10])
    }

    @Test func `a layer that is only padded is left within a second, and taken again when its pictures are back`() {
        let room = VirtualRoom(rids: ["q", "h"])
        var low = VirtualRoom.Encoder(ssrc: 10, rid: "q", sequence: 1, timestamp: 0)
        var high = VirtualRoom.Encoder(ssrc: 20, rid: "h", sequence: 1, timestamp: 0)
        var wanted: Set<UInt32> = [10, 20]
        var sources: [UInt32?] = []
        for picture in 0..<90 {
            room.publish(low.next(isKeyframe: wanted.remove(10) != nil, mark: 10))
            for _ in 0..<5 { room.publish(low.padding()) }
            if (30..<60).contains(picture) {
                room.publish(high.padding())
            } else {
                room.publish(high.next(isKeyframe: wanted.remove(20) != nil, mark: 20))
            }
            room.pass(.milliseconds(100))
            wanted.formUnion(room.takeKeyframeRequests())
            _ = room.receive()
            sources.append(room.forwarder.source)
        }
        #expect(sources[29] == 20 && sources[40] == 10 && sources[59] == 10 && sources[65] == 20, "\(sources)")
        #expect(room.receiver.counters.lost == 0 && room.receiver.statistics.lostCount == 0)
        #expect(room.toSubscriber.rtp.isEmpty && room.forwarder.counters.packets < 100)
    }

    @Test func `pictures that are rare in all layers keep the best`() {
        let room = VirtualRoom(rids: ["q", "f"])
        var layers = [("q", UInt32(10)), ("f", 30)].map { rid, ssrc in
            VirtualRoom.Encoder(ssrc: ssrc, rid: rid, sequence: 1, timestamp: 0)
        }
        var wanted: Set<UInt32> = [10, 30]
        for picture in 0..<20 {
            for index in layers.indices {
                let isKeyframe = wanted.remove(layers[index].ssrc) != nil
                room.publish(layers[index].next(isKeyframe: isKeyframe, mark: 1))
            }
            for _ in 0..<30 { room.pass(.milliseconds(100)) }
            wanted.formUnion(room.takeKeyframeRequests())
            if picture > 1 { #expect(room.forwarder.source == 30) }
        }
    }

    @Test func `many requests for key frames make few`() {
        let room = VirtualRoom()
        var encoder = VirtualRoom.Encoder(ssrc: 1_000, rid: nil, sequence: 1, timestamp: 0)
        room.publish(encoder.next(isKeyframe: true, mark: 1))
        var asked = 0
        for _ in 0..<100 {
            var buffer = PacketBuffer()
            RTCPMessage.pictureLossIndication(sender: 9, media: 7).write(into: &buffer)
            room.downlink.receiveRTCP(buffer.bytes.array.span.bytes, at: room.now)
            room.pass(.milliseconds(100))
            let requests = room.takeKeyframeRequests()
            asked += requests.count
            // Each is obeyed.
            room.publish(encoder.next(isKeyframe: !requests.isEmpty, mark: 1))
        }
        #expect((2...16).contains(asked), "\(asked) in ten seconds")
    }

    @Test func `subscribers are told the publisher's clock every second`() throws {
        let room = VirtualRoom()
        var encoder = VirtualRoom.Encoder(ssrc: 1_000, rid: nil, sequence: 1, timestamp: 90_000)
        room.publish(encoder.next(isKeyframe: true, mark: 1))
        let report = SenderReport(
            ssrc: 1_000, time: NTPTime(unixNanoseconds: 5_000_000_000), timestamp: 90_000, packetCount: 1, octetCount: 9)
        var buffer = PacketBuffer()
        RTCPMessage.senderReport(report).write(into: &buffer)
        room.uplink.receiveRTCP(buffer.bytes.array.span.bytes, at: room.now)
        let began = RoomClock.wallClock(room.now)
        for _ in 0..<50 { room.pass(.milliseconds(100)) }
        let reports = room.toSubscriber.rtcp.compactMap { message -> SenderReport? in
            if case .senderReport(let report) = message { report } else { nil }
        }
        #expect((5...6).contains(reports.count))
        let packet = try #require(room.toSubscriber.rtp.first)
        let first = try RTPPacket(packet.span.bytes).timestamp
        for report in reports {
            #expect(report.ssrc == 7)
            // The frame's timestamp belongs to the moment of the publisher's report, which came without delay.
            let elapsed = report.time.since(began).ticks(timescale: 90_000)
            let distance = Int64(Int32(bitPattern: report.timestamp &- first)) - elapsed
            #expect(abs(distance) <= 2, "\(distance) ticks")
        }
    }

    @Test func `the publisher gets feedback for its estimate, and reports`() {
        let room = VirtualRoom()
        var encoder = VirtualRoom.Encoder(ssrc: 1_000, rid: nil, sequence: 1, timestamp: 0)
        for frame in 0..<60 {
            room.publish(encoder.next(isKeyframe: frame == 0, mark: 1))
            room.pass(.milliseconds(33))
        }
        var acknowledged = 0
        var reported: [UInt32] = []
        for message in room.toPublisher.rtcp {
            if case .transportFeedback(let feedback) = message { acknowledged += feedback.deltas.compactMap(\.self).count }
            if case .receiverReport(_, let blocks) = message { reported += blocks.map(\.ssrc) }
        }
        #expect((50...60).contains(acknowledged))
        #expect(Set(reported) == [1_000])
    }

    @Test func `bytes that are no packets cost nothing`() {
        let room = VirtualRoom()
        var random = SeededGenerator(seed: 3)
        for count in 0..<2_000 {
            let bytes = (0..<(count % 97)).map { _ in UInt8.random(in: 0...255, using: &random) }
            room.uplink.receiveRTP(bytes.span.bytes, at: room.now)
            room.uplink.receiveRTCP(bytes.span.bytes, at: room.now)
            room.downlink.receiveRTCP(bytes.span.bytes, at: room.now)
            room.pass(.milliseconds(1))
        }
        #expect(room.toSubscriber.rtp.isEmpty)
    }
}
