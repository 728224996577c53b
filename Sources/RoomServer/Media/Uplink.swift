internal import MediaTypes
internal import RTPMedia
internal import SessionDescription
internal import WebRTCTransport

/// The media side of a publisher's connection: finds the track and layer of each packet, hands it on, and tells the
/// publisher what is missing. For the loop's thread alone.
final class Uplink: MediaReceiver, @unchecked Sendable {  // touched on the loop's thread alone
    /// Where feedback goes; nil before the connection is made.
    var port: (any PacketSink)?

    private struct Binding {
        let layer: UplinkLayer
        let section: UplinkSection
    }

    private var sections: [UplinkSection] = []
    private var extensions = HeaderExtensionMap()
    private var demultiplexer = StreamDemultiplexer(extensions: HeaderExtensionMap())
    /// By SSRC; at most as many as the demultiplexer learns.
    private var bindings: [UInt32: Binding] = [:]
    private var lastSSRC: UInt32 = 0
    private var last: Binding?
    private var feedback = TransportFeedbackRecorder()
    private var clock = SenderClock()
    private var buffer = PacketBuffer()
    private var lost: [UInt16] = []
    private var nextReport = MediaTime.zero
    private let ssrc = UInt32.randomSource()
    /// In one report (RFC 3550 section 6.4.2).
    private static let mostBlocks = 31

    // MARK: What was agreed

    /// Takes the sections as the last negotiation left them. What is known of SSRCs stays known.
    func configure(
        _ sections: [UplinkSection], extensions: HeaderExtensionMap, at now: MediaTime = RoomClock.now
    ) {
        self.sections = sections
        self.extensions = extensions
        demultiplexer = StreamDemultiplexer(extensions: extensions)
        var kept: [UInt32: Binding] = [:]
        for (ssrc, binding) in bindings {
            let media = binding.section.media
            guard let section = sections.first(where: { $0.media === media }) else { continue }
            kept[ssrc] = Binding(layer: binding.layer, section: section)
        }
        bindings = kept
        last = nil
        for (index, section) in sections.enumerated() {
            demultiplexer.setSection(
                index, mid: section.mid, payloadTypes: section.formats.payloadTypes.union(section.formats.repairTypes),
                repairTypes: section.formats.repairTypes)
            bindNamed(section, at: now)
        }
    }

    private func bindNamed(_ section: UplinkSection, at now: MediaTime) {
        guard let source = section.source else { return }
        if bindings[source] == nil {
            let layer = UplinkLayer(ssrc: source, rid: nil, rank: 0, clockRate: section.media.codec.clockRate)
            bindings[source] = Binding(layer: layer, section: section)
            section.media.add(layer, at: now)
        }
        if let repair = section.repairSource { bindings[repair] = bindings[source] }
    }

    /// The SSRC's track and layer, learnt from the packet where it is new.
    @inline(__always)
    private func binding(of packet: borrowing RTPPacket, at now: MediaTime) -> Binding? {
        if packet.ssrc == lastSSRC, let last { return last }
        guard let binding = bindings[packet.ssrc] ?? learn(packet, at: now) else { return nil }
        lastSSRC = packet.ssrc
        last = binding
        return binding
    }

    private func learn(_ packet: borrowing RTPPacket, at now: MediaTime) -> Binding? {
        guard let route = demultiplexer.route(packet), route.section < sections.count else { return nil }
        let section = sections[route.section]
        guard let rank = rank(of: route.encoding, in: section) else {
            demultiplexer.unbind(packet.ssrc)  // a later packet may name the layer
            return nil
        }
        let media = section.media
        let rid = section.rids.isEmpty ? nil : route.encoding
        if route.isRepair {
            guard let layer = media.layer(rid: rid) else {
                demultiplexer.unbind(packet.ssrc)  // asked again when the layer is there
                return nil
            }
            bindings[packet.ssrc] = Binding(layer: layer, section: section)
            return bindings[packet.ssrc]
        }
        if let replaced = media.layer(rid: rid) { bindings = bindings.filter { $0.value.layer !== replaced } }
        let layer = UplinkLayer(ssrc: packet.ssrc, rid: rid, rank: rank, clockRate: media.codec.clockRate)
        let binding = Binding(layer: layer, section: section)
        bindings[packet.ssrc] = binding
        media.add(layer, at: now)
        return binding
    }

    private func rank(of encoding: String?, in section: UplinkSection) -> Int? {
        section.rids.isEmpty ? 0 : encoding.flatMap { section.rids.firstIndex(of: $0) }
    }

    // MARK: In

    func receiveRTP(_ bytes: RawSpan) { receiveRTP(bytes, at: RoomClock.now) }

    @inline(__always)
    func receiveRTP(_ bytes: RawSpan, at now: MediaTime) {
        guard let packet = try? RTPPacket(bytes) else { return }
        if let number = packet.transportSequence(extensions) { feedback.note(number, at: now) }
        guard let binding = binding(of: packet, at: now) else { return }
        let section = binding.section
        switch section.formats[packet.payloadType] {
        case .unknown: return
        case .codec(let codec):
            guard codec == section.media.codec else { return }
            if !codec.isVideo, let level = packet.audioLevel(extensions) { section.media.loudness.note(level) }
            hand(packet, binding.layer, section.media, isRepair: false, at: now)
        case .retransmission(let type):
            // One without an original number only probes.
            guard let original = try? packet.original(payloadType: type, ssrc: binding.layer.ssrc) else { return }
            hand(original, binding.layer, section.media, isRepair: true, at: now)
        }
    }

    @inline(__always)
    private func hand(
        _ packet: RTPPacket, _ layer: UplinkLayer, _ media: PublishedMedia, isRepair: Bool, at now: MediaTime
    ) {
        guard layer.take(packet, isRepair: isRepair, at: now) else { return }
        media.forward(packet, of: layer, extensions: extensions, at: now)
    }

    func receiveRTCP(_ packet: RawSpan) { receiveRTCP(packet, at: RoomClock.now) }

    func receiveRTCP(_ packet: RawSpan, at now: MediaTime) {
        guard let messages = try? RTCPMessage.messages(in: packet) else { return }
        for case .senderReport(let report) in messages { take(report, at: now) }
    }

    /// Passes a report on by our own clock, which is one for all publishers, and keeps a publisher's tracks together.
    private func take(_ report: SenderReport, at now: MediaTime) {
        guard let binding = bindings[report.ssrc], binding.layer.ssrc == report.ssrc else { return }
        binding.layer.note(report, at: now)
        _ = clock.note(report: report.time, arrival: now)
        guard let local = clock.localTime(of: report.time) else { return }
        var own = report
        own.time = RoomClock.wallClock(local)
        binding.section.media.note(own, of: binding.layer)
    }

    // MARK: Feedback

    /// Sends what is due. To be called every few milliseconds.
    func sendFeedback(at now: MediaTime) {
        guard let port, !sections.isEmpty else { return }
        for section in sections {
            for layer in section.media.layers { ask(layer, isVideo: section.media.codec.isVideo, port, at: now) }
        }
        sendTransportFeedback(port, at: now)
        if now >= nextReport { sendReports(port, at: now) }
    }

    private func ask(_ layer: UplinkLayer, isVideo: Bool, _ port: any PacketSink, at now: MediaTime) {
        layer.takeLosses(at: now, into: &lost)
        if !lost.isEmpty {
            send(.negativeAcknowledgement(sender: ssrc, media: layer.ssrc, lost: lost), port)
            lost.removeAll(keepingCapacity: true)
        }
        if isVideo, layer.takeKeyframeRequest(at: now) {
            send(.pictureLossIndication(sender: ssrc, media: layer.ssrc), port)
        }
    }

    private func sendTransportFeedback(_ port: any PacketSink, at now: MediaTime) {
        guard let due = feedback.nextDeadline, due <= now else { return }
        let media = bindings.first?.value.layer.ssrc ?? 0
        while let report = feedback.takeReport(sender: ssrc, media: media, at: now) {
            send(.transportFeedback(report), port)
        }
    }

    private func sendReports(_ port: any PacketSink, at now: MediaTime) {
        nextReport = now + .seconds(1)
        let blocks = sections.flatMap { $0.media.layers.compactMap { $0.report(at: now) } }
        for start in stride(from: 0, to: blocks.count, by: Uplink.mostBlocks) {
            buffer.removeAll()
            let part = Array(blocks[start..<min(start + Uplink.mostBlocks, blocks.count)])
            RTCPMessage.receiverReport(ssrc: ssrc, blocks: part).write(into: &buffer)
            port.sendRTCP(contentsOf: buffer)
        }
    }

    /// A compound packet begins with a report, if only an empty one (RFC 3550 section 6.1).
    private func send(_ message: RTCPMessage, _ port: any PacketSink) {
        buffer.removeAll()
        RTCPMessage.receiverReport(ssrc: ssrc, blocks: []).write(into: &buffer)
        message.write(into: &buffer)
        port.sendRTCP(contentsOf: buffer)
    }

    /// Does for subscribers what is due. To be called ten times a second.
    func serveSubscribers(at now: MediaTime) {
        for section in sections { section.media.serveSubscribers(at: now) }
    }
}
