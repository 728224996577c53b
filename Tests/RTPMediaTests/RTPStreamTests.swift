import MediaTypes
import RTPMedia
import TestSupport
import Testing

struct RTPStreamTests {
    typealias Faults = LossyPath.Faults

    /// What must hold whatever the network does.
    static func check(_ path: borrowing LossyPath) {
        var last = Int64.min
        var lastTime = MediaTime(nanoseconds: .min)
        for (unit, bytes) in path.received {
            if !unit.isDamaged { #expect(bytes == path.sent[path.ticks(of: unit)], "unit \(path.ticks(of: unit))") }
            #expect(unit.timestamp >= last)
            #expect(unit.presentationTime >= lastTime)
            last = unit.timestamp
            lastTime = unit.presentationTime
        }
    }

    @Test(arguments: RTPCodec.allCases, UInt64(0)..<4)
    func `loss, reordering and duplication are made good by retransmissions`(_ codec: RTPCodec, _ seed: UInt64) {
        var faults = Faults()
        faults.loss = 5
        faults.duplication = 3
        faults.jitter = .milliseconds(30)
        faults.usesRetransmissionStream = seed % 2 == 0
        var path = LossyPath(codec, seed: seed, faults: faults)
        path.run(frames: 200)
        Self.check(path)
        let good = path.received.filter { !$0.unit.isDamaged }.count
        #expect(good >= 198, "\(good) of 200")
        let counters = path.receiver.counters
        #expect(counters.recovered > 0 || seed % 2 == 1)
        #expect(counters.superfluous > 0 && counters.requestedRetransmissions > 0)
    }

    @Test(arguments: RTPCodec.allCases, [1, 10, 40])
    func `without retransmissions, losses are marked and key frames asked for`(_ codec: RTPCodec, _ loss: Int) {
        var faults = Faults()
        faults.loss = loss
        faults.jitter = .milliseconds(10)
        faults.negativeAcknowledgements = false
        var path = LossyPath(codec, seed: UInt64(loss), faults: faults)
        path.run(frames: 200)
        Self.check(path)
        let counters = path.receiver.counters
        #expect(counters.lost > 0)
        #expect((counters.requestedKeyframes > 0) == codec.isVideo)
        #expect(path.received.contains { $0.unit.followsLoss || $0.unit.isDamaged })
    }

    @Test func `an undisturbed path gives every frame once, in 50 ms, with nothing asked for`() {
        var path = LossyPath(.vp8, seed: 3, faults: Faults())
        path.run(frames: 100)
        Self.check(path)
        let counters = path.receiver.counters
        #expect(path.received.count == 100 && counters == RTPReceiveStream.Counters())
        #expect(path.received.allSatisfy { !$0.unit.isDamaged && !$0.unit.followsLoss })
        let first = path.received[0].unit
        for (index, item) in path.received.enumerated() {
            let expected = first.presentationTime + MediaTime(nanoseconds: Int64(index) * 33_000_000)
            #expect((item.unit.presentationTime - expected).nanoseconds.magnitude < 1_000_000)
        }
        let sent = path.received[50].unit.captureTime
        #expect(sent != nil)
        let sending = path.sender.counters
        let roundTrip = path.sender.roundTrip ?? .zero
        #expect(sending.packets >= 100 && (roundTrip - .milliseconds(100)).nanoseconds.magnitude < 1_000_000)
    }

    @Test(arguments: RTPCodec.allCases)
    func `after ten seconds of nothing, the stream goes on at its true time`(_ codec: RTPCodec) {
        var faults = Faults()
        faults.outage = .seconds(3)..<MediaTime.seconds(13)
        var path = LossyPath(codec, seed: 7, faults: faults)
        let count = Int(16_000 / (path.frameInterval.nanoseconds / 1_000_000))
        path.run(frames: count)
        Self.check(path)
        let good = path.received.filter { !$0.unit.isDamaged }.map(\.unit)
        let delay = MediaTime.milliseconds(50)
        var largest: UInt64 = 0
        for unit in good {
            let sent = MediaTime(ticks: path.ticks(of: unit), timescale: codec.clockRate) + LossyPath.start
            largest = max(largest, (unit.presentationTime - sent - delay).nanoseconds.magnitude)
        }
        #expect(largest < 2_000_000)
        // What was sent before and after came; of the time between, what the sender still had.
        let missing = count - good.count
        let expected = Int(10_000 / (path.frameInterval.nanoseconds / 1_000_000))
        #expect(missing <= expected + 3, "\(missing) of \(expected)")
        if codec.isVideo { #expect(path.received.last?.unit.isDamaged == false) }
    }

    @Test func `redundant sound needs no retransmission`() {
        var faults = Faults()
        faults.loss = 5
        faults.redundancy = true
        faults.negativeAcknowledgements = false
        var path = LossyPath(.opus, seed: 5, faults: faults)
        path.run(frames: 500)
        Self.check(path)
        let counters = path.receiver.counters
        #expect(counters.recovered > 10 && counters.lost < 8)
        #expect(path.received.count + Int(counters.lost) >= 499)
    }

    static func packet(
        _ sequence: UInt16, _ timestamp: UInt32 = 0, type: UInt8 = 111, _ payload: [UInt8] = [0x78, 1]
    ) -> [UInt8] {
        var buffer = PacketBuffer()
        RTPHeader(payloadType: type, isMarked: false, sequenceNumber: sequence, timestamp: timestamp, ssrc: 1)
            .write(into: &buffer)
        buffer.append(payload)
        return buffer.bytes.array
    }

    static func opusStream() -> RTPReceiveStream {
        RTPReceiveStream(RTPReceiveStream.Configuration(ssrc: 1, formats: [111: .codec(.opus), 9: .codec(.pcmu)]))
    }

    static func receive(_ sequences: [UInt16], _ stream: inout RTPReceiveStream, at now: MediaTime) -> [UInt16] {
        var result: [UInt16] = []
        for sequence in sequences {
            let bytes = packet(sequence, UInt32(sequence) * 960)
            if let packet = try? RTPPacket(bytes.span.bytes) { stream.receive(packet, at: now) }
            while let unit = stream.next() { result.append(UInt16(truncatingIfNeeded: unit.firstSequence)) }
        }
        return result
    }

    @Test func `a gap is waited for until its deadline, and not longer`() {
        var stream = Self.opusStream()
        #expect(Self.receive([10, 12, 13, 15], &stream, at: .zero) == [10])
        #expect(Self.receive([17], &stream, at: .milliseconds(100)) == [])
        stream.handleTimeout(at: .milliseconds(499))
        var next = stream.next()
        #expect(next?.timestamp == nil)
        stream.handleTimeout(at: .milliseconds(500))
        next = stream.next()
        #expect(next?.followsLoss == true)
        #expect(Self.receive([], &stream, at: .milliseconds(500)) == [])
        next = stream.next()
        #expect(Self.receive([16], &stream, at: .milliseconds(501)) == [15, 16, 17])
        let counters = stream.counters
        #expect(counters.lost == 2 && counters.superfluous == 0)
        #expect(Self.receive([11, 16], &stream, at: .milliseconds(502)) == [])
        let after = stream.counters
        #expect(after.superfluous == 2)
    }

    @Test func `a burst beyond the window gives up what is in front of it`() {
        var stream = Self.opusStream()
        _ = Self.receive([1, 3], &stream, at: .zero)
        #expect(Self.receive([5_000], &stream, at: .zero) == [3])
        stream.finish()
        let last = stream.next()
        #expect(last?.followsLoss == true)
    }

    @Test func `two packets in a row from far back are a new beginning`() {
        var stream = Self.opusStream()
        _ = Self.receive([20_000, 20_001], &stream, at: .zero)
        #expect(Self.receive([100], &stream, at: .zero) == [])
        #expect(Self.receive([101, 102], &stream, at: .zero) == [101, 102])
        let counters = stream.counters
        #expect(counters.restarts == 1)
    }

    @Test func `packets of unknown payload types leave no gap, and a change of codec is followed`() throws {
        var stream = Self.opusStream()
        var codecs: [RTPCodec] = []
        for (sequence, type) in [(1, 111), (2, 101), (3, 9), (4, 111)] as [(UInt16, UInt8)] {
            let bytes = Self.packet(sequence, type: type)
            stream.receive(try RTPPacket(bytes.span.bytes), at: .zero)
            while let unit = stream.next() {
                codecs.append(unit.codec)
                #expect(!unit.followsLoss)
            }
        }
        #expect(codecs == [.opus, .pcmu, .opus])
    }

    @Test func `times follow the codec that comes, not the first that was negotiated`() throws {
        var stream = RTPReceiveStream(.init(ssrc: 1, formats: [0: .codec(.pcmu), 111: .codec(.opus)]))
        var times: [MediaTime] = []
        for index in UInt16(0)..<100 {
            // One second of Opus, then one of G.711.
            let isOpus = index < 50
            let ticks: UInt32 = isOpus ? UInt32(index) * 960 : UInt32(index) * 160
            let bytes = Self.packet(index, ticks, type: isOpus ? 111 : 0)
            stream.receive(try RTPPacket(bytes.span.bytes), at: .milliseconds(Int64(index) * 20))
            while let unit = stream.next() { times.append(unit.presentationTime) }
        }
        #expect(times.count == 100)
        for (index, time) in times.enumerated() {
            #expect((time - .milliseconds(Int64(index) * 20)).nanoseconds.magnitude < 1_000_000)
        }
    }

    @Test func `a copy of a unit outlives the stream's memory`() throws {
        var stream = Self.opusStream()
        let bytes = Self.packet(1, 0, [0x78, 1, 2, 3])
        stream.receive(try RTPPacket(bytes.span.bytes), at: .zero)
        let next = stream.next()
        let payload = stream.payload(of: try #require(next))
        _ = Self.receive([2, 3, 4], &stream, at: .zero)
        #expect(payload.copied() == [0x78, 1, 2, 3])
    }

    @Test func `reports count losses as the RFC says`() throws {
        var stream = Self.opusStream()
        _ = Self.receive([65_530, 65_531, 65_534, 2], &stream, at: .zero)
        var block = stream.reportBlock(at: .zero)
        #expect(block?.cumulativeLost == 5 && block?.fractionLost == 142)
        #expect(block?.extendedHighestSequence == 0x1_0002 && block?.lastSenderReport == 0)
        var clock = SenderClock()
        let report = SenderReport(
            ssrc: 1, time: NTPTime(fixedPoint: 0x1111_2222_3333_4444), timestamp: 0, packetCount: 0, octetCount: 0)
        stream.receive(report, clock: &clock, at: .seconds(1))
        _ = Self.receive([3, 4, 5], &stream, at: .seconds(1))
        block = stream.reportBlock(at: .milliseconds(2_500))
        #expect(block?.cumulativeLost == 5 && block?.fractionLost == 0 && block?.lastSenderReport == 0x2222_3333)
        #expect(block?.delaySinceLastSenderReport == 98_304)
    }

    @Test(arguments: DepacketizerTests.captures)
    func `captured streams survive shuffling and loss`(_ capture: DepacketizerTests.Capture) throws {
        let expected = try CaptureExpectation(capture.name)
        let records = try RTPDump("\(capture.name)/video.rtpdump").packets
        for seed in UInt64(0)..<3 {
            var random = SeededGenerator(seed: seed)
            var stream = RTPReceiveStream(
                .init(ssrc: expected.ssrc, formats: [expected.payload_type: .codec(capture.codec)]))
            // Each moves by up to four places; the first stays first, since nothing is known before it.
            let places = records.indices.map { $0 == 0 ? (-1, 0) : ($0 + Int.random(in: 0...4, using: &random), $0) }
            var units = 0
            for (_, index) in places.sorted(by: { $0 < $1 }) {
                let record = records[index]
                let packet = try RTPPacket(record.bytes.span.bytes)
                for _ in 0..<2 { stream.receive(packet, at: .milliseconds(Int64(record.milliseconds))) }
                while let unit = stream.next() {
                    units += 1
                    #expect(!unit.isDamaged)
                }
            }
            #expect(units == expected.distinct_timestamps)
        }
    }

    @Test func `requests that repeat, or come too late, are not answered`() {
        var configuration = RTPSendStream.Configuration(
            ssrc: 1, payloadType: 111, codec: .opus, firstSequenceNumber: 0, timestampOffset: 0)
        configuration.historyCapacity = 16
        var stream = RTPSendStream(configuration)
        var buffer = PacketBuffer()
        let frame: [UInt8] = [0x78, 1, 2]
        for index in 0..<40 {
            stream.send(frame.span.bytes, timestamp: UInt32(index * 960), at: .zero)
            while stream.writeNext(into: &buffer, at: .zero) { buffer.removeAll() }
        }
        let ask = RTCPMessage.negativeAcknowledgement(sender: 9, media: 1, lost: [0, 23, 24, 39, 40, 24])
        for _ in 0..<3 { stream.receive(ask, at: .milliseconds(1), wallClock: NTPTime(fixedPoint: 0)) }
        var numbers: [UInt16] = []
        while stream.writeNext(into: &buffer, at: .milliseconds(1)) {
            if let packet = try? RTPPacket(buffer.bytes) { numbers.append(packet.sequenceNumber) }
            buffer.removeAll()
        }
        #expect(numbers == [24, 39])
        let counters = stream.counters
        #expect(counters.retransmissions == 2 && counters.forgotten == 9)
    }

    @Test func `what is sent again under its own number is the same to the last bit`() {
        var configuration = RTPSendStream.Configuration(
            ssrc: 1, payloadType: 111, codec: .opus, firstSequenceNumber: 0, timestampOffset: 0)
        configuration.extensions = HeaderExtensionMap([.transportSequence: 2, .absoluteSendTime: 3])
        var stream = RTPSendStream(configuration)
        var buffer = PacketBuffer()
        let frame: [UInt8] = [0x78, 1, 2]
        stream.send(frame.span.bytes, timestamp: 0, at: .zero)
        let isWritten = stream.writeNext(into: &buffer, transportSequence: 500, absoluteSendTime: 700, at: .zero)
        let first = buffer.bytes.withUnsafeBytes { Array($0) }
        buffer.removeAll()
        let ask = RTCPMessage.negativeAcknowledgement(sender: 9, media: 1, lost: [0])
        stream.receive(ask, at: .milliseconds(50), wallClock: NTPTime(fixedPoint: 0))
        let isRepeated = stream.writeNext(
            into: &buffer, transportSequence: 501, absoluteSendTime: 800, at: .milliseconds(50))
        #expect(isWritten && isRepeated && buffer.bytes.withUnsafeBytes { Array($0) } == first)
    }

    @Test func `names are sent until a report shows that they are known`() throws {
        var configuration = RTPSendStream.Configuration(
            ssrc: 1, payloadType: 111, codec: .opus, firstSequenceNumber: 0, timestampOffset: 0)
        configuration.extensions = HeaderExtensionMap([.mediaIdentification: 1, .transportSequence: 2])
        configuration.mediaIdentification = "7"
        var stream = RTPSendStream(configuration)
        var names: [String?] = []
        let frame: [UInt8] = [0x78, 1, 2]
        for number in UInt16(0)..<2 {
            var buffer = PacketBuffer()
            stream.send(frame.span.bytes, timestamp: 0, at: .zero)
            let isWritten = stream.writeNext(into: &buffer, transportSequence: 500 + number, at: .zero)
            #expect(isWritten)
            let packet = try RTPPacket(buffer.bytes)
            names.append(packet.mediaIdentification(configuration.extensions))
            #expect(packet.transportSequence(configuration.extensions) == 500 + number)
            let block = ReportBlock(
                ssrc: 1, fractionLost: 0, cumulativeLost: 0, extendedHighestSequence: 0, jitter: 0,
                lastSenderReport: 0, delaySinceLastSenderReport: 0)
            stream.receive(.receiverReport(ssrc: 9, blocks: [block]), at: .zero, wallClock: NTPTime(fixedPoint: 0))
        }
        #expect(names == ["7", nil])
    }
}
