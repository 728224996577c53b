internal import MediaTypes
internal import RTPMedia
internal import WebRTCTransport

/// What one connection receives: finds each packet's stream, keeps the streams' deadlines with one timer, and answers with
/// reports and requests. For the transport's thread.
final class SubscriberMedia: MediaReceiver, @unchecked Sendable {  // touched on the loop's thread alone
    private let timeline: SessionTimeline
    private let canonicalName: String
    private var port: MediaPort?
    private var sections: [MediaSection?] = []
    private var numbers: [String: Int] = [:]
    private var streams: [ReceivedStream?] = []
    private var demultiplexer = StreamDemultiplexer(extensions: HeaderExtensionMap())
    private var extensions = HeaderExtensionMap()
    private var outputs: [String: TrackOutput] = [:]
    private var clocks: [String: ParticipantClock] = [:]
    private let alarm: DeadlineAlarm
    private var nextReport: MediaTime?
    private var recorder: TransportFeedbackRecorder?
    private var buffer = PacketBuffer(capacity: 1_400)
    private let ownSource = UInt32.random(in: 1...(.max))

    private static let reportInterval = MediaTime.seconds(1)

    init(timeline: SessionTimeline, canonicalName: String) {
        self.timeline = timeline
        self.canonicalName = canonicalName
        alarm = DeadlineAlarm(timeline)
        alarm.action = { [weak self] in self?.handleDeadlines() }
    }

    // MARK: What is received

    func setPort(_ port: MediaPort) { self.port = port }

    /// From now on the track's frames go to `output`; to nobody when it is nil.
    func setOutput(_ output: TrackOutput?, of sid: String) {
        outputs[sid] = output
        for number in streams.indices where streams[number]?.trackSID == sid { restart(number) }
        schedule()
    }

    /// What a negotiation agreed on. Streams of sections that stayed the same go on.
    func apply(_ layout: [MediaSection]) {
        number(layout)
        while sections.count < layout.count {
            sections.append(nil)
            streams.append(nil)
        }
        var next = [MediaSection?](repeating: nil, count: sections.count)
        for section in layout { if let number = numbers[section.mid] { next[number] = section } }
        let changed = next.indices.filter { next[$0] != sections[$0] }
        for number in changed { end(number) }
        sections = next
        prepareDemultiplexer()
        for number in changed { restart(number) }
        let participants = Set(next.compactMap { $0?.participantSID })
        clocks = clocks.filter { participants.contains($0.key) }
        schedule()
    }

    /// Sections keep their number; new ones take the first that is free, so that there are never more than sections.
    private func number(_ layout: [MediaSection]) {
        let present = Set(layout.map(\.mid))
        numbers = numbers.filter { present.contains($0.key) }
        var taken = Set(numbers.values)
        var free = 0
        for section in layout where numbers[section.mid] == nil {
            while taken.contains(free) { free += 1 }
            numbers[section.mid] = free
            taken.insert(free)
        }
    }

    private func prepareDemultiplexer() {
        extensions = HeaderExtensionMap()
        for section in sections.compactMap({ $0 }) {
            for (kind, id) in section.extensions { extensions[kind] = id }
        }
        if extensions[.transportSequence] == nil { recorder = nil } else { recorder = recorder ?? .init() }
        demultiplexer = StreamDemultiplexer(extensions: extensions)
        for (number, section) in sections.enumerated() {
            guard let section else { continue }
            let repairs = section.formats.filter { if case .retransmission = $0.value { true } else { false } }
            demultiplexer.setSection(
                number, mid: section.mid, payloadTypes: Set(section.formats.keys), repairTypes: Set(repairs.keys))
            if let source = section.source ?? streams[number]?.stream.ssrc {
                demultiplexer.bind(source, to: .init(section: number))
            }
            if let source = section.retransmissionSource {
                demultiplexer.bind(source, to: .init(section: number, isRepair: true))
            }
        }
    }

    private func end(_ number: Int) {
        streams[number]?.finish(at: timeline.now)
        streams[number] = nil
    }

    /// Begins a stream whose source is known, and asks for its first picture.
    private func restart(_ number: Int) {
        let source = streams[number]?.stream.ssrc ?? sections[number]?.source
        end(number)
        if let source { begin(number, source: source) }
    }

    @discardableResult
    private func begin(_ number: Int, source: UInt32) -> ReceivedStream? {
        guard let section = sections[number] else { return nil }
        let clock = clocks[section.participantSID] ?? ParticipantClock()
        clocks[section.participantSID] = clock
        let output = section.trackSID.flatMap { outputs[$0] }
        let received = ReceivedStream(section, source: source, clock: clock, output: output)
        streams[number] = received
        if section.isVideo, output != nil { received.stream.requestKeyframe(at: timeline.now) }
        return received
    }

    /// The connection is gone; what of its packets is left comes out. Outputs stay for the next.
    func reset() {
        for number in streams.indices { end(number) }
        sections = []
        streams = []
        numbers = [:]
        clocks = [:]
        // The next connection numbers its packets anew.
        recorder = nil
        port = nil
        nextReport = nil
        alarm.cancel()
    }

    func statistics(of sid: String) -> TrackStatistics? {
        guard let output = outputs[sid] else { return nil }
        for case let received? in streams where received.trackSID == sid { return output.statistics(received.stream) }
        return output.statistics
    }

    func requestKeyframe(of sid: String) {
        for case let received? in streams where received.trackSID == sid {
            received.stream.requestKeyframe(at: timeline.now)
        }
        schedule()
    }

    // MARK: Packets

    func receiveRTP(_ bytes: RawSpan) {
        do throws(RTPError) {
            let packet = try RTPPacket(bytes)
            let now = timeline.now
            if recorder != nil, let number = packet.transportSequence(extensions) {
                recorder?.note(number, at: now)
                alarm.set(recorder?.nextDeadline)
            }
            guard let route = demultiplexer.route(packet), route.section < streams.count else { return }
            var received = streams[route.section]
            if received?.stream.ssrc != packet.ssrc, !route.isRepair {
                // Where the server said no source, what comes tells it.
                guard sections[route.section]?.source == nil else { return }
                end(route.section)
                received = begin(route.section, source: packet.ssrc)
            }
            guard let received else { return }
            received.stream.receive(packet, at: now)
            received.drain(at: now)
            if let deadline = received.stream.nextDeadline {
                if deadline <= now { sendFeedback(of: received, at: now) }
                alarm.set(received.stream.nextDeadline)
            }
            if nextReport == nil {
                nextReport = now + SubscriberMedia.reportInterval
                alarm.set(nextReport)
            }
        } catch {
            // What is no RTP packet says nothing about any stream.
        }
    }

    func receiveRTCP(_ bytes: RawSpan) {
        var packets = RTCPPacketIterator(bytes)
        do throws(RTPError) {
            while let packet = try packets.next() {
                if case .senderReport(let report) = try RTCPMessage(packet) { note(report) }
            }
        } catch {
            // The rest of a broken compound packet has no known beginning.
        }
    }

    private func note(_ report: SenderReport) {
        for case let received? in streams where received.stream.ssrc == report.ssrc {
            received.stream.receive(report, clock: &received.clock.clock, at: timeline.now)
        }
    }

    // MARK: What is answered

    private func sendFeedback(of received: ReceivedStream, at now: MediaTime) {
        buffer.removeAll()
        if received.stream.writeFeedback(into: &buffer, sender: ownSource, at: now) { port?.sendRTCP(buffer) }
    }

    private func handleDeadlines() {
        let now = timeline.now
        for case let received? in streams {
            guard let deadline = received.stream.nextDeadline, deadline <= now else { continue }
            received.stream.handleTimeout(at: now)
            received.drain(at: now)
            sendFeedback(of: received, at: now)
        }
        while let report = recorder?.takeReport(sender: ownSource, media: mediaSource, at: now) {
            buffer.removeAll()
            if RTCPMessage.transportFeedback(report).write(into: &buffer) { port?.sendRTCP(buffer) }
        }
        if let due = nextReport, due <= now { sendReports(at: now) }
        schedule()
    }

    /// Of any stream: the report is about the transport.
    private var mediaSource: UInt32 {
        for case let received? in streams { return received.stream.ssrc }
        return 0
    }

    private func sendReports(at now: MediaTime) {
        var blocks: [ReportBlock] = []
        for case let received? in streams {
            if let block = received.stream.reportBlock(at: now) { blocks.append(block) }
        }
        nextReport = blocks.isEmpty ? nil : now + SubscriberMedia.reportInterval
        var rest = blocks[...]
        while !rest.isEmpty {
            buffer.removeAll()
            RTCPMessage.receiverReport(ssrc: ownSource, blocks: Array(rest.prefix(31))).write(into: &buffer)
            RTCPMessage.sourceDescription([.init(ssrc: ownSource, name: canonicalName)]).write(into: &buffer)
            port?.sendRTCP(buffer)
            rest = rest.dropFirst(31)
        }
    }

    // MARK: One timer for all deadlines

    private func schedule() {
        var earliest = nextReport
        for deadline in streams.map({ $0?.stream.nextDeadline }) + [recorder?.nextDeadline] {
            if let deadline { earliest = min(earliest ?? deadline, deadline) }
        }
        alarm.cancel()
        alarm.set(earliest)
    }
}
