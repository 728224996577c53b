import MediaTypes
import RTPMedia
import TestSupport
import Testing

struct DepacketizerTests {
    struct Received { let unit: AccessUnit; let bytes: [UInt8] }

    static func push(_ packets: [SentPacket], _ depacketizer: inout Depacketizer) -> [Received] {
        var received: [Received] = []
        for packet in packets {
            let facts = PacketFacts(
                sequence: packet.sequence, timestamp: Int64(packet.timestamp), isMarked: packet.isMarked,
                arrival: .zero)
            depacketizer.push(packet.payload.span.bytes, facts)
            while let unit = depacketizer.next() {
                received.append(Received(unit: unit, bytes: depacketizer.bytes(of: unit).array))
            }
        }
        return received
    }

    @Test(arguments: RTPCodec.allCases)
    func `frames come out as they went in`(_ codec: RTPCodec) {
        for limit in [100, 500, 1_200] {
            var frames = SyntheticFrames(codec: codec, seed: UInt64(limit))
            var depacketizer = Depacketizer(codec: codec)
            var sequence: Int64 = 0
            for index in 0..<60 {
                let (frame, isKeyframe) = frames.next()
                let packets = SentPacket.packets(
                    codec, frame, isKeyframe: isKeyframe, timestamp: UInt32(index * 3_000), sequence: sequence,
                    pictureID: UInt16(index), limit: limit)
                if codec.isVideo { #expect(packets.allSatisfy { $0.payload.count <= limit }) }
                sequence += Int64(packets.count)
                let received = Self.push(packets, &depacketizer)
                #expect(received.count == 1)
                guard let only = received.first else { return }
                #expect(only.bytes == frame && only.unit.isKeyframe == isKeyframe)
                #expect(!only.unit.isDamaged && !only.unit.followsLoss)
                #expect(only.unit.timestamp == Int64(index * 3_000))
                if isKeyframe, codec.isVideo { #expect(only.unit.width == 320 && only.unit.height == 180) }
                #expect(only.unit.hasNewParameters == (codec.isVideo && index == 0))
            }
        }
    }

    @Test(arguments: RTPCodec.allCases, UInt64(0)..<8)
    func `whatever is lost, what comes out as good is whole`(_ codec: RTPCodec, _ seed: UInt64) {
        var frames = SyntheticFrames(codec: codec, seed: seed)
        var random = SeededGenerator(seed: seed &+ 1_000)
        var depacketizer = Depacketizer(codec: codec)
        var sequence: Int64 = 0
        var sent: [Int64: [UInt8]] = [:]
        var good = 0
        let loss = Int.random(in: 1...30, using: &random)
        for index in 0..<150 {
            let (frame, isKeyframe) = frames.next()
            let timestamp = UInt32(index * 3_000)
            sent[Int64(timestamp)] = frame
            var packets = SentPacket.packets(
                codec, frame, isKeyframe: isKeyframe, timestamp: timestamp, sequence: sequence,
                pictureID: UInt16(index), limit: 300)
            sequence += Int64(packets.count)
            if Int.random(in: 0..<5, using: &random) == 0 {
                packets.append(SentPacket(payload: [], timestamp: timestamp, sequence: sequence, isMarked: false))
                sequence += 1
            }
            packets.removeAll { _ in Int.random(in: 0..<100, using: &random) < loss }
            if Int.random(in: 0..<10, using: &random) == 0, !packets.isEmpty {
                packets[packets.count - 1].isMarked = false
            }
            for received in Self.push(packets, &depacketizer) where !received.unit.isDamaged {
                good += 1
                #expect(received.bytes == sent[received.unit.timestamp], "frame \(received.unit.timestamp / 3_000)")
            }
        }
        #expect(good > 0)
    }

    @Test(arguments: RTPCodec.allCases, UInt64(0)..<4)
    func `changed bytes never trap`(_ codec: RTPCodec, _ seed: UInt64) {
        var frames = SyntheticFrames(codec: codec, seed: seed)
        var random = SeededGenerator(seed: seed &+ 2_000)
        var depacketizer = Depacketizer(codec: codec, maximumUnitSize: 4_000)
        var sequence: Int64 = 0
        for index in 0..<100 {
            let (frame, isKeyframe) = frames.next()
            var packets = SentPacket.packets(
                codec, frame, isKeyframe: isKeyframe, timestamp: UInt32(index / 2), sequence: sequence,
                pictureID: UInt16(index), limit: 300)
            sequence += Int64(packets.count)
            for index in packets.indices where Bool.random(using: &random) {
                let offset = Int.random(in: 0..<min(8, packets[index].payload.count), using: &random)
                packets[index].payload[offset] = UInt8.random(in: 0...255, using: &random)
                if Bool.random(using: &random) { packets[index].payload.removeLast() }
            }
            for received in Self.push(packets, &depacketizer) { #expect(received.unit.byteCount <= 4_100) }
        }
        depacketizer.flush()
    }

    struct Capture: Sendable { let name: String; let codec: RTPCodec }
    static let captures = [
        Capture(name: "vp8", codec: .vp8), Capture(name: "vp8-simulcast", codec: .vp8),
        Capture(name: "h264", codec: .h264), Capture(name: "vp9", codec: .vp9), Capture(name: "av1", codec: .av1),
    ]

    @Test(arguments: captures)
    func `captured streams give every picture that other software decoded`(_ capture: Capture) throws {
        let expected = try CaptureExpectation(capture.name)
        var depacketizer = Depacketizer(codec: capture.codec)
        var sequences = SequenceUnwrapper()
        var units: [AccessUnit] = []
        for record in try RTPDump("\(capture.name)/video.rtpdump").packets {
            let packet = try RTPPacket(record.bytes.span.bytes)
            guard packet.payloadType == expected.payload_type else { continue }
            depacketizer.push(
                packet.payload,
                PacketFacts(
                    sequence: sequences.unwrap(packet.sequenceNumber), timestamp: Int64(packet.timestamp),
                    isMarked: packet.isMarked, arrival: .milliseconds(Int64(record.milliseconds))))
            while let unit = depacketizer.next() { units.append(unit) }
        }
        #expect(units.count == expected.distinct_timestamps)
        #expect(units.allSatisfy { !$0.isDamaged && !$0.followsLoss && $0.byteCount > 0 })
        let first = try #require(units.first)
        #expect(first.isKeyframe && first.hasNewParameters)
        #expect([Int(first.width), Int(first.height)] == expected.decoded_sizes.first)
        #expect(units.filter(\.hasNewParameters).count == expected.decoded_sizes.count)
        let parameters = depacketizer.h264Parameters
        #expect((parameters != nil) == (capture.codec == .h264))
    }

    @Test func `captured sound is 20 ms a packet`() throws {
        var depacketizer = Depacketizer(codec: .opus)
        var sequences = SequenceUnwrapper()
        var last: Int64?
        for record in try RTPDump("vp8/audio.rtpdump").packets {
            let packet = try RTPPacket(record.bytes.span.bytes)
            depacketizer.push(
                packet.payload,
                PacketFacts(
                    sequence: sequences.unwrap(packet.sequenceNumber), timestamp: Int64(packet.timestamp),
                    isMarked: packet.isMarked, arrival: .zero))
            let next = depacketizer.next()
            let unit = try #require(next)
            #expect(unit.duration == 960)
            if let last { #expect(unit.timestamp - last == 960) }
            last = unit.timestamp
        }
    }

    static func descriptorVP8(_ bytes: [UInt8]) -> VP8PayloadDescriptor? { VP8PayloadDescriptor(bytes.span.bytes) }
    static func descriptorVP9(_ bytes: [UInt8]) -> VP9PayloadDescriptor? { VP9PayloadDescriptor(bytes.span.bytes) }

    // MARK: Payloads put together by hand, from the formats' own figures.

    static func units(_ codec: RTPCodec, _ payloads: [[UInt8]], sequence: Int64 = 10) -> [Received] {
        var depacketizer = Depacketizer(codec: codec)
        let packets = payloads.enumerated().map { index, payload in
            SentPacket(
                payload: payload, timestamp: 1, sequence: sequence + Int64(index),
                isMarked: index == payloads.count - 1)
        }
        return push(packets, &depacketizer)
    }

    @Test func `H.264: a STAP-A and two FU-A`() throws {
        let set = SyntheticFrames.sequenceParameterSet
        let aggregate: [UInt8] = [0x78, 0, UInt8(set.count)] + set + [0, 2, 0x68, 0xCE]
        let unit = try #require(Self.units(.h264, [aggregate, [0x7C, 0x85, 1, 2], [0x7C, 0x45, 3]]).first)
        let expected: [UInt8] = [0, 0, 0, UInt8(set.count)] + set + [0, 0, 0, 2, 0x68, 0xCE, 0, 0, 0, 4, 0x65, 1, 2, 3]
        #expect(unit.bytes == expected && unit.unit.isKeyframe && !unit.unit.isDamaged)
    }

    @Test(arguments: [
        [[0x67, 1], [0x7C, 0x05, 1]],  // goes on with what never began
        [[0x67, 1], [0x7C, 0x85, 1], [0x41, 2]],  // never ends
        [[0x67, 1], [0x7C, 0x85, 1], [0x7C, 0x41, 2]],  // ends as another type
        [[0x67, 1], [0x7C, 0xC5, 1]],  // begins and ends at once
        [[0x67, 1], [0x78, 0, 9, 1]],  // longer than the packet
        [[0x67, 1], [0x78, 0, 0]], [[0x67, 1], [0x78]], [[0x67, 1], [0x79, 0, 0]], [[0x67, 1], [0x60]],
        [[0x41, 1]],  // nothing says that it is the first
    ] as [[[UInt8]]])
    func `H.264: broken payloads make damaged units`(_ payloads: [[UInt8]]) throws {
        #expect(try #require(Self.units(.h264, payloads).first).unit.isDamaged)
    }

    @Test func `VP8: descriptors of every form`() throws {
        let frame: [UInt8] = [0x11, 2, 0, 5]
        let forms: [(header: [UInt8], id: UInt16?, layer: UInt8?)] = [
            ([0x10], nil, nil), ([0x90, 0x80, 0x11], 0x11, nil), ([0x90, 0x80, 0x81, 0x22], 0x122, nil),
            ([0x90, 0xF0, 0x81, 0x22, 9, 0x65], 0x122, 1), ([0x90, 0x20, 0x80], nil, 2), ([0xB0, 0x10, 3], nil, nil),
        ]
        for form in forms {
            let payload = form.header + frame
            let descriptor = try #require(Self.descriptorVP8(payload))
            #expect(descriptor.byteCount == form.header.count && descriptor.startsFrame)
            #expect(descriptor.pictureID == form.id && descriptor.temporalLayer == form.layer)
            let unit = try #require(Self.units(.vp8, [payload]).first)
            #expect(unit.bytes == frame && !unit.unit.isDamaged)
            var buffer = PacketBuffer()
            descriptor.write(into: &buffer)
            #expect(buffer.bytes.array == form.header)
            for length in 0..<form.header.count {
                let cut = Array(form.header.prefix(length))
                #expect(Self.descriptorVP8(cut) == nil)
            }
        }
    }

    @Test func `VP8: a later partition does not begin a frame`() throws {
        #expect(try #require(Self.units(.vp8, [[0x11, 0x11, 2, 0]]).first).unit.isDamaged)
        let whole = try #require(Self.units(.vp8, [[0x10, 0x11, 2, 0], [0x01, 7], [0x11, 8]]).first)
        #expect(whole.bytes == [0x11, 2, 0, 7, 8] && !whole.unit.isDamaged)
    }

    @Test func `VP9: flexible mode, layers and their sizes`() throws {
        let structure: [UInt8] = [0x38, 0, 160, 0, 90, 1, 64, 0, 180, 1, 0x04, 1]
        let header: [UInt8] = [0xBA, 0x81, 0x22, 0x00] + structure
        let descriptor = try #require(Self.descriptorVP9(header))
        #expect(descriptor.isFlexible && descriptor.pictureID == 0x122 && descriptor.byteCount == header.count)
        #expect(descriptor.layerSizes.map(\.width) == [160, 320] && descriptor.startsLayerFrame)
        let predicted: [UInt8] = [0xD4, 0x05, 0x03, 0x05, 0x06]
        let inter = try #require(Self.descriptorVP9(predicted))
        #expect(inter.referenceDistances == [1, 2, 3] && inter.endsLayerFrame && !inter.startsLayerFrame)
        let four: [UInt8] = [0xD4, 0x05, 0x03, 0x05, 0x07, 0x08]
        #expect(Self.descriptorVP9(four) == nil)
        // Not flexible: a picture of two spatial layers, the lower in two packets.
        let key: [UInt8] = [0x82, 0x49, 0x83, 0x42, 0x20, 0x13, 0xF0, 0x0B, 0x30]
        let layers = [[0xA8, 1, 0x00, 7] + key, [0xA4, 1, 0x00, 7, 1], [0xAC, 1, 0x03, 7, 0x86, 2]]
        let unit = try #require(Self.units(.vp9, layers).first)
        // The lower one is hidden, and an index tells where each ends.
        let superframe: [UInt8] = [0x80] + key.dropFirst() + [1, 0x86, 2, 0xC1, 10, 2, 0xC1]
        #expect(unit.bytes == superframe && !unit.unit.isDamaged && unit.unit.isKeyframe)
        // The lower layer says the sizes of both; without the upper one only its own counts.
        let described = [[0xAA, 1, 0x00, 7] + [0x30, 1, 64, 0, 180, 2, 128, 1, 104] + key, [0xA4, 1, 0x00, 7, 1], layers[2]]
        let large = try #require(Self.units(.vp9, described).first).unit
        #expect(large.width == 640 && large.height == 360 && !large.isDamaged)
        // The lower layer's end is missing; only the upper layer came.
        #expect(try #require(Self.units(.vp9, [layers[0], layers[2]]).first).unit.isDamaged)
        #expect(try #require(Self.units(.vp9, [layers[2]]).first).unit.isDamaged)
    }

    @Test func `AV1: aggregated and fragmented OBUs`() throws {
        let header = SyntheticFrames.sequenceHeader
        let element = [0x08] + header.dropFirst(2)
        // W = 2: the size of the first element only; the frame OBU goes on in the next packet, W = 0, with a tile group.
        let first: [UInt8] = [0x68, UInt8(element.count)] + element + [0x30, 0x10, 1]
        let second: [UInt8] = [0x80, 2, 2, 3, 3, 0x20, 8, 9]
        let unit = try #require(Self.units(.av1, [first, second]).first)
        #expect(unit.bytes == header + [0x32, 4, 0x10, 1, 2, 3, 0x22, 2, 8, 9])
        #expect(unit.unit.isKeyframe && !unit.unit.isDamaged && unit.unit.width == 320 && unit.unit.height == 180)
    }

    @Test(arguments: [
        [[0x58, 0x30, 0x10]],  // goes on, but nothing comes
        [[0x90, 0x10]],  // goes on with what never began
        [[0x68, 9, 0x08]],  // longer than the packet
        [[0x28, 2, 0x30, 1]],  // the second of two is missing
        [[0x18, 0xB0, 0x10]],  // forbidden bit
        [[0x18, 0x32, 9, 0x10]],  // says another size than it has
        [[0x10, 0x30, 0x10]],  // nothing says that it is the first
    ] as [[[UInt8]]])
    func `AV1: broken payloads make damaged units`(_ payloads: [[UInt8]]) throws {
        #expect(try #require(Self.units(.av1, payloads).first).unit.isDamaged)
    }

    @Test func `RED: blocks by the RFC's figure`() throws {
        var writer = RedundantAudioWriter(payloadType: 111, distance: 2)
        var buffer = PacketBuffer()
        for (index, sound) in ([[1], [2, 2], [3, 3, 3]] as [[UInt8]]).enumerated() {
            buffer.removeAll()
            writer.write(sound.span.bytes, timestamp: UInt32(index) * 960, into: &buffer)
        }
        let expected: [UInt8] = [0xEF, 0x1E, 0x00, 1, 0xEF, 0x0F, 0x00, 2, 0x6F, 1, 2, 2, 3, 3, 3]
        let bytes = buffer.bytes.array
        #expect(bytes == expected)
        let red = try RedundantAudio(expected.span.bytes)
        #expect(red.blockCount == 3)
        #expect(red.block(at: 1)?.payloadType == 111 && red.block(at: 1)?.timestampOffset == 960)
        #expect(red.block(at: 1)?.bytes.array == [2, 2])
        #expect(red.block(at: 2)?.bytes.array == [3, 3, 3] && red.block(at: 3)?.payloadType == nil)
        for length in 0..<12 {
            let cut = Array(expected.prefix(length))
            #expect(throws: RTPError.self) { _ = try RedundantAudio(cut.span.bytes) }
        }
    }
}
