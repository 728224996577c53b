import MediaTypes
import RTPMedia
import TestSupport
import Testing

struct ForwardingTests {
    static let incoming = HeaderExtensionMap([.audioLevel: 9, .dependencyDescriptor: 5])
    static let outgoing = HeaderExtensionMap([.mediaIdentification: 1, .audioLevel: 2, .transportSequence: 4])

    static func stream(_ codec: RTPCodec) -> RTPSendStream {
        var configuration = RTPSendStream.Configuration(
            ssrc: 1_000, payloadType: 100, codec: codec, firstSequenceNumber: 65_530, timestampOffset: 0)
        configuration.extensions = outgoing
        configuration.retransmission = (1_001, 101)
        return RTPSendStream(configuration)
    }

    /// A layer's packets: every tenth frame is a key frame.
    struct Layer {
        let ssrc: UInt32
        var sequence: UInt16
        var timestamp: UInt32
        var pictureID: UInt16
        var frame = 0

        mutating func next(isKeyframe: Bool? = nil) -> [UInt8] {
            let isKeyframe = isKeyframe ?? (frame % 10 == 0)
            frame += 1
            var fields = HeaderExtensionFields(map: ForwardingTests.incoming)
            fields.audioLevel = AudioLevel(decibelsBelowFullScale: 20, isVoice: true)
            var buffer = PacketBuffer()
            RTPHeader(payloadType: 96, isMarked: true, sequenceNumber: sequence, timestamp: timestamp, ssrc: ssrc)
                .write(into: &buffer, extensions: fields)
            var descriptor = VP8PayloadDescriptor()
            descriptor.startsPartition = true
            descriptor.pictureID = pictureID
            descriptor.hasLongPictureID = true
            descriptor.baseLayerIndex = UInt8(truncatingIfNeeded: pictureID)
            descriptor.write(into: &buffer)
            buffer.append(isKeyframe ? [0x10, 2, 0, 0x9D, 0x01, 0x2A, 0x40, 0x01, 0xB4, 0x00, 1] : [0x11, 2, 0, 1])
            sequence &+= 1
            timestamp &+= 3_000
            pictureID = (pictureID + 1) & 0x7FFF
            return buffer.bytes.array
        }

        /// A packet that only probes the network.
        mutating func padding() -> [UInt8] {
            var buffer = PacketBuffer()
            RTPHeader(payloadType: 96, isMarked: false, sequenceNumber: sequence, timestamp: timestamp, ssrc: ssrc)
                .write(into: &buffer, extensions: HeaderExtensionFields(map: ForwardingTests.incoming))
            var bytes = buffer.bytes.array
            bytes[0] |= 0x20
            sequence &+= 1
            return bytes + [UInt8](repeating: 0, count: 19) + [20]
        }
    }

    struct Forwarded { var header: RTPHeader; var pictureID: UInt16?; var baseLayer: UInt8?; var level: AudioLevel? }

    static func forward(_ bytes: [UInt8], _ stream: inout RTPSendStream, at now: MediaTime) throws -> [Forwarded] {
        stream.forward(try RTPPacket(bytes.span.bytes), extensions: incoming, at: now)
        return try sent(&stream, at: now)
    }

    static func sent(_ stream: inout RTPSendStream, at now: MediaTime) throws -> [Forwarded] {
        var result: [Forwarded] = []
        var buffer = PacketBuffer()
        while stream.writeNext(into: &buffer, transportSequence: 1, at: now) {
            let bytes = buffer.bytes.array
            buffer.removeAll()
            let packet = try RTPPacket(bytes.span.bytes)
            let descriptor = VP8PayloadDescriptor(packet.payload)
            result.append(
                Forwarded(
                    header: RTPHeader(packet), pictureID: descriptor?.pictureID,
                    baseLayer: descriptor?.baseLayerIndex, level: packet.audioLevel(outgoing)))
        }
        return result
    }

    @Test func `numbers, times and picture IDs go on from one layer to the next`() throws {
        var stream = Self.stream(.vp8)
        var low = Layer(ssrc: 1, sequence: 100, timestamp: 5_000, pictureID: 0x7FF0)
        var high = Layer(ssrc: 2, sequence: 60_000, timestamp: 4_000_000_000, pictureID: 77)
        stream.select(source: 1)
        var results: [Forwarded] = []
        for index in 0..<40 {
            let now = MediaTime(nanoseconds: Int64(index) * 33_333_333)
            if index == 15 { stream.select(source: 2) }
            if index == 17 {
                let awaited = stream.awaitedSource
                #expect(awaited == 2)
            }
            results += try Self.forward(low.next(), &stream, at: now)
            results += try Self.forward(high.next(), &stream, at: now)
        }
        let current = stream.currentSource
        #expect(current == 2 && results.count >= 40)
        for (earlier, later) in zip(results, results.dropFirst()) {
            #expect(later.header.sequenceNumber == earlier.header.sequenceNumber &+ 1)
            #expect(later.pictureID == earlier.pictureID.map { ($0 + 1) & 0x7FFF })
            #expect(later.baseLayer == earlier.baseLayer.map { $0 &+ 1 })
            #expect(later.header.timestamp &- earlier.header.timestamp <= 3_001)
        }
        #expect(results.allSatisfy { $0.header.ssrc == 1_000 && $0.header.payloadType == 100 })
        #expect(results.allSatisfy { $0.level?.isVoice == true })
        #expect(results[0].header.sequenceNumber == 65_530)
    }

    @Test func `sources that report are aligned by their reports`() throws {
        var stream = Self.stream(.vp8)
        var low = Layer(ssrc: 1, sequence: 100, timestamp: 90_000, pictureID: 1)
        var high = Layer(ssrc: 2, sequence: 7, timestamp: 900_000, pictureID: 1)
        let time = NTPTime(unixNanoseconds: 1_000_000_000)
        stream.select(source: 1)
        let first = try Self.forward(low.next(), &stream, at: .zero)
        // The same instant; one second later on the second source.
        let own = stream.forward(SenderReport(ssrc: 1, time: time, timestamp: 90_000, packetCount: 0, octetCount: 0))
        let later = time.advanced(by: .seconds(1))
        let none = stream.forward(
            SenderReport(ssrc: 2, time: later, timestamp: 990_000, packetCount: 0, octetCount: 0))
        #expect(own?.timestamp == first[0].header.timestamp && own?.ssrc == 1_000 && none == nil)
        stream.select(source: 2)
        high.timestamp = 909_000  // 100 ms behind the first, although it arrives after 140
        let second = try Self.forward(high.next(), &stream, at: .milliseconds(140))
        #expect(second[0].header.timestamp &- first[0].header.timestamp == 9_000)
    }

    /// Two sources whose timestamps are told by reports of one clock: 90,000 on the first is 900,000 on the second.
    private static func reported() -> RTPSendStream {
        var stream = stream(.vp8)
        let time = NTPTime(unixNanoseconds: 1_000_000_000)
        _ = stream.forward(SenderReport(ssrc: 1, time: time, timestamp: 90_000, packetCount: 0, octetCount: 0))
        _ = stream.forward(SenderReport(ssrc: 2, time: time, timestamp: 900_000, packetCount: 0, octetCount: 0))
        stream.select(source: 1)
        return stream
    }

    @Test func `a layer that its sender held back for seconds keeps its times`() throws {
        var stream = Self.reported()
        var high = Layer(ssrc: 1, sequence: 100, timestamp: 90_000, pictureID: 1)
        let first = try Self.forward(high.next(), &stream, at: .zero)
        stream.select(source: 2)
        // A third of a second behind the first, but three seconds on its way.
        var low = Layer(ssrc: 2, sequence: 7, timestamp: 930_000, pictureID: 1)
        let second = try Self.forward(low.next(), &stream, at: .milliseconds(3_300))
        #expect(second[0].header.timestamp &- first[0].header.timestamp == 30_000)
    }

    @Test func `what is shown is never older than what was, nor twice at one time`() throws {
        var stream = Self.reported()
        var low = Layer(ssrc: 1, sequence: 100, timestamp: 90_000, pictureID: 1)
        var last: UInt32 = 0
        for index in 0..<10 {
            for sent in try Self.forward(low.next(isKeyframe: index == 0), &stream, at: .milliseconds(Int64(index) * 33)) {
                last = sent.header.timestamp
            }
        }
        stream.select(source: 2)
        // The key frame of the picture before the last one: another has to come.
        var high = Layer(ssrc: 2, sequence: 7, timestamp: 900_000 + 8 * 3_000, pictureID: 1)
        #expect(try Self.forward(high.next(isKeyframe: true), &stream, at: .milliseconds(340)).isEmpty)
        let awaited = stream.awaitedSource
        #expect(awaited == 2)
        // The last picture itself, by reports that are a tick off.
        high.timestamp -= 1
        let same = try Self.forward(high.next(isKeyframe: true), &stream, at: .milliseconds(341))
        #expect(same.map { $0.header.timestamp &- last } == [1])
        let next = try Self.forward(high.next(isKeyframe: false), &stream, at: .milliseconds(374))
        #expect(next.map { $0.header.timestamp &- last } == [3_001])
    }

    @Test func `a layer whose reports are always a little behind is taken all the same`() throws {
        var stream = Self.reported()
        var low = Layer(ssrc: 1, sequence: 100, timestamp: 90_000, pictureID: 1)
        var last: UInt32 = 0
        for index in 0..<10 {
            for sent in try Self.forward(low.next(isKeyframe: index == 0), &stream, at: .milliseconds(Int64(index) * 33)) {
                last = sent.header.timestamp
            }
        }
        stream.select(source: 2)
        var high = Layer(ssrc: 2, sequence: 7, timestamp: 900_000 + 7 * 3_000, pictureID: 1)
        #expect(try Self.forward(high.next(isKeyframe: true), &stream, at: .milliseconds(340)).isEmpty)
        let second = try Self.forward(high.next(isKeyframe: true), &stream, at: .milliseconds(373))
        #expect(second.map { $0.header.timestamp &- last } == [1])
    }

    @Test func `padding is left out, and nobody misses its numbers`() throws {
        for seed in UInt64(0)..<20 {
            var random = SeededGenerator(seed: seed)
            var stream = Self.stream(.vp8)
            stream.select(source: 1)
            var layer = Layer(ssrc: 1, sequence: 65_000, timestamp: 0, pictureID: 1)
            var delayed: [[UInt8]] = []
            var numbers: [UInt16] = []
            for index in 0..<3_000 {
                let now = MediaTime.milliseconds(Int64(index))
                if index > 0, Int.random(in: 0..<3, using: &random) > 0 {
                    numbers += try Self.forward(layer.padding(), &stream, at: now).map(\.header.sequenceNumber)
                    continue
                }
                let packet = layer.next(isKeyframe: index == 0)
                if index > 0, Int.random(in: 0..<10, using: &random) == 0 {
                    delayed.append(packet)
                } else {
                    numbers += try Self.forward(packet, &stream, at: now).map(\.header.sequenceNumber)
                }
                // Some are overtaken by many.
                if delayed.count > 3 {
                    let late = delayed.removeFirst()
                    numbers += try Self.forward(late, &stream, at: now).map(\.header.sequenceNumber)
                }
            }
            for packet in delayed { numbers += try Self.forward(packet, &stream, at: .seconds(3)).map(\.header.sequenceNumber) }
            let first = try #require(numbers.first)
            let places = numbers.map { Int($0 &- first) }.sorted()
            #expect(places == Array(0..<numbers.count), "seed \(seed)")
            #expect(numbers.count == layer.frame)
        }
    }

    @Test func `padding that comes too late to be left out fills its gap`() throws {
        var stream = Self.stream(.vp8)
        stream.select(source: 1)
        var layer = Layer(ssrc: 1, sequence: 10, timestamp: 0, pictureID: 1)
        let picture = layer.next()
        let padding = layer.padding()
        var numbers: [UInt16] = []
        for packet in [picture, layer.next(), padding, padding, layer.next()] {
            numbers += try Self.forward(packet, &stream, at: .zero).map(\.header.sequenceNumber)
        }
        #expect(Array(numbers.prefix(3)) == [65_530, 65_532, 65_531] && numbers.last == 65_533)
    }

    @Test func `gaps and late packets keep their place, and can be asked for`() throws {
        var stream = Self.stream(.vp8)
        var layer = Layer(ssrc: 1, sequence: 10, timestamp: 0, pictureID: 1)
        stream.select(source: 1)
        let packets = (0..<5).map { layer.next(isKeyframe: $0 == 0) }
        var numbers: [UInt16] = []
        for index in [0, 1, 3, 2] {
            numbers += try Self.forward(packets[index], &stream, at: .zero).map(\.header.sequenceNumber)
        }
        #expect(numbers == [65_530, 65_531, 65_533, 65_532])
        let ask = RTCPMessage.negativeAcknowledgement(sender: 9, media: 1_000, lost: [65_532, 65_534])
        stream.receive(ask, at: .milliseconds(50), wallClock: NTPTime(fixedPoint: 0))
        let again = try Self.sent(&stream, at: .milliseconds(50))
        #expect(again.map(\.header.ssrc) == [1_001])
    }

    @Test func `video waits for a key frame, sound does not`() throws {
        var video = Self.stream(.vp8)
        var layer = Layer(ssrc: 1, sequence: 10, timestamp: 0, pictureID: 1, frame: 8)
        video.select(source: 1)
        #expect(try Self.forward(layer.next(), &video, at: .zero).isEmpty)
        #expect(try Self.forward(layer.next(), &video, at: .zero).isEmpty)
        #expect(try Self.forward(layer.next(), &video, at: .zero).count == 1)
        var sound = Self.stream(.opus)
        sound.select(source: 1)
        #expect(try Self.forward(layer.next(), &sound, at: .zero).count == 1)
        sound.select(source: nil)
        #expect(try Self.forward(layer.next(), &sound, at: .zero).isEmpty)
    }

    @Test(arguments: DepacketizerTests.captures)
    func `key frames begin where they are found, and nowhere else`(_ capture: DepacketizerTests.Capture) throws {
        let expected = try CaptureExpectation(capture.name)
        var depacketizer = Depacketizer(codec: capture.codec)
        var starts: Set<UInt32> = []
        var keyframes: Set<UInt32> = []
        for (index, record) in try RTPDump("\(capture.name)/video.rtpdump").packets.enumerated() {
            let packet = try RTPPacket(record.bytes.span.bytes)
            guard packet.payloadType == expected.payload_type else { continue }
            if capture.codec.startsKeyframe(packet.payload) { starts.insert(packet.timestamp) }
            depacketizer.push(
                packet.payload,
                PacketFacts(
                    sequence: Int64(index), timestamp: Int64(packet.timestamp), isMarked: packet.isMarked,
                    arrival: .zero))
            while let unit = depacketizer.next() {
                if unit.isKeyframe { keyframes.insert(UInt32(unit.timestamp)) }
            }
        }
        #expect(!starts.isEmpty && starts == keyframes)
    }
}
