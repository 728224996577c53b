import MediaTypes
import RTPMedia
import SessionDescription
import Testing

@testable import RoomServer

/// A publisher's and a subscriber's media sides with nothing but the forwarding between them, in a time of the test.
final class VirtualRoom {
    /// Keeps what is sent.
    final class Log: PacketSink {
        var rtp: [[UInt8]] = []
        var rtcp: [RTCPMessage] = []

        func sendRTP(contentsOf buffer: borrowing PacketBuffer) { rtp.append(buffer.bytes.array) }
        func sendRTCP(contentsOf buffer: borrowing PacketBuffer) {
            rtcp += (try? RTCPMessage.messages(in: buffer.bytes)) ?? []
        }
    }

    static let incoming = HeaderExtensionMap([.mediaIdentification: 4, .streamIdentification: 10, .transportSequence: 3])
    static let codecs = SessionDescription.RTPCodec.standardVideo.filter { $0.payloadType == 96 || $0.payloadType == 97 }
    let media = PublishedMedia(codec: .vp8)
    let uplink = Uplink()
    let downlink = Downlink(canonicalName: "PA_test")
    let toPublisher = Log()
    let toSubscriber = Log()
    let forwarder: Forwarder
    /// What the subscriber's receiving end makes of it.
    var receiver: RTPReceiveStream
    var now = MediaTime.seconds(100)

    init(rids: [String] = [], source: UInt32? = 1_000, repairSource: UInt32? = 1_001) {
        var configuration = RTPSendStream.Configuration(
            ssrc: 7, payloadType: 120, codec: .vp8, firstSequenceNumber: 65_530, timestampOffset: 1 << 31)
        configuration.retransmission = (8, 121)
        forwarder = Forwarder(media, configuration, over: downlink)
        var receiving = RTPReceiveStream.Configuration(
            ssrc: 7, formats: [120: .codec(.vp8), 121: .retransmission(of: 120)])
        receiving.retransmissionSSRC = 8
        receiver = RTPReceiveStream(receiving)
        uplink.port = toPublisher
        downlink.port = toSubscriber
        let section = UplinkSection(
            mid: "1", codecs: Self.codecs, rids: rids, source: source, repairSource: repairSource, media: media)
        uplink.configure([section], extensions: Self.incoming, at: now)
        downlink.add(forwarder)
        media.add(forwarder, at: now)
    }

    /// One encoder of the publisher, of whose frames every one is a packet.
    struct Encoder {
        let ssrc: UInt32
        var rid: String?
        var sequence: UInt16
        var timestamp: UInt32
        var pictureID: UInt16 = 0

        mutating func next(isKeyframe: Bool, mark: UInt8) -> [UInt8] {
            var fields = HeaderExtensionFields(map: VirtualRoom.incoming)
            fields.mediaIdentification = Array("1".utf8)
            fields.streamIdentification = rid.map { Array($0.utf8) }
            fields.transportSequence = sequence
            var buffer = PacketBuffer()
            RTPHeader(payloadType: 96, isMarked: true, sequenceNumber: sequence, timestamp: timestamp, ssrc: ssrc)
                .write(into: &buffer, extensions: fields)
            var descriptor = VP8PayloadDescriptor()
            descriptor.startsPartition = true
            descriptor.pictureID = pictureID
            descriptor.hasLongPictureID = true
            descriptor.write(into: &buffer)
            buffer.append(
                isKeyframe ? [0x10, 2, 0, 0x9D, 0x01, 0x2A, 0x40, 0x01, 0xB4, 0x00, mark] : [0x11, 2, 0, mark])
            sequence &+= 1
            timestamp &+= 3_000
            pictureID = (pictureID + 1) & 0x7FFF
            return buffer.bytes.array
        }

        /// A packet that only probes the network.
        mutating func padding() -> [UInt8] {
            var buffer = PacketBuffer()
            RTPHeader(payloadType: 96, isMarked: false, sequenceNumber: sequence, timestamp: timestamp, ssrc: ssrc)
                .write(into: &buffer, extensions: HeaderExtensionFields(map: VirtualRoom.incoming))
            var bytes = buffer.bytes.array
            bytes[0] |= 0x20
            sequence &+= 1
            return bytes + [UInt8](repeating: 0, count: 254) + [255]
        }
    }

    func publish(_ packet: [UInt8]) { uplink.receiveRTP(packet.span.bytes, at: now) }

    /// The last byte of each frame that reaches the subscriber whole, in order; `loses` says which packets do not.
    func receive(losing loses: (Int) -> Bool = { _ in false }) -> [UInt8] {
        let packets = toSubscriber.rtp
        toSubscriber.rtp = []
        var marks: [UInt8] = []
        for (index, packet) in packets.enumerated() where !loses(index) {
            guard let parsed = try? RTPPacket(packet.span.bytes) else { continue }
            receiver.receive(parsed, at: now)
            while let unit = receiver.next() {
                if !unit.isDamaged, let last = receiver.bytes(of: unit).array.last { marks.append(last) }
            }
        }
        return marks
    }

    /// Lets time pass: both ends report what they miss, and the room does what is due.
    func pass(_ span: MediaTime) {
        now += span
        receiver.handleTimeout(at: now)
        var buffer = PacketBuffer()
        if receiver.writeFeedback(into: &buffer, sender: 9, at: now) {
            downlink.receiveRTCP(buffer.bytes.array.span.bytes, at: now)
        }
        uplink.sendFeedback(at: now)
        uplink.serveSubscribers(at: now)
    }

    /// The sequence numbers that the room asked the publisher for since the last call.
    func takeRequests() -> [UInt16] {
        defer { toPublisher.rtcp = [] }
        return toPublisher.rtcp.flatMap { message -> [UInt16] in
            if case .negativeAcknowledgement(_, _, let lost) = message { lost } else { [] }
        }
    }

    func takeKeyframeRequests() -> [UInt32] {
        defer { toPublisher.rtcp = [] }
        return toPublisher.rtcp.compactMap { message -> UInt32? in
            if case .pictureLossIndication(_, let media) = message { media } else { nil }
        }
    }
}

extension RawSpan {
    var array: [UInt8] { withUnsafeBytes { Array($0) } }
}
