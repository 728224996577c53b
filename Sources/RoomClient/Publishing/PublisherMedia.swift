internal import MediaTypes
internal import RTPMedia
internal import WebRTCTransport

/// What one connection sends: the streams of our tracks, their reports, and the answers to what receivers ask for. For the
/// transport's thread.
final class PublisherMedia: MediaReceiver, @unchecked Sendable {  // touched on the loop's thread alone
    private let timeline: SessionTimeline
    private let canonicalName: String
    private var port: MediaPort?
    private var senders: [String: SentStream] = [:]
    private var buffer = PacketBuffer(capacity: 2_048)
    private var transportSequence: UInt16 = 0
    private let alarm: DeadlineAlarm

    init(timeline: SessionTimeline, canonicalName: String) {
        self.timeline = timeline
        self.canonicalName = canonicalName
        alarm = DeadlineAlarm(timeline)
        alarm.action = { [weak self] in self?.sendReports() }
    }

    func setPort(_ port: MediaPort) { self.port = port }

    /// What was agreed for the track; replaces what was before. An agreement that stayed the same changes nothing.
    func setStream(_ agreement: SendingAgreement, onKeyframeRequest: @escaping @Sendable () -> Void) {
        guard senders[agreement.cid]?.agreement != agreement else { return }
        senders[agreement.cid] = SentStream(agreement, onKeyframeRequest: onKeyframeRequest)
    }

    func removeStream(of cid: String) { senders[cid] = nil }

    /// The connection is gone.
    func reset() {
        senders = [:]
        port = nil
        alarm.cancel()
    }

    func send(_ frame: EncodedFrame, of cid: String) {
        guard let sender = senders[cid] else { return }
        let now = timeline.now
        sender.send(frame, at: now)
        flush(sender, at: now)
        alarm.set(sender.stream.nextReport)
    }

    private func flush(_ sender: SentStream, at now: MediaTime) {
        guard let port else { return }
        buffer.removeAll()
        while sender.stream.writeNext(
            into: &buffer, transportSequence: transportSequence, absoluteSendTime: absoluteSendTime(now), at: now)
        {
            port.sendRTP(buffer)
            transportSequence &+= 1
            buffer.removeAll()
        }
    }

    /// In 2^-18 seconds modulo 64 seconds.
    private func absoluteSendTime(_ now: MediaTime) -> UInt32 {
        UInt32(truncatingIfNeeded: now.ticks(timescale: 1 << 18)) & 0xFF_FFFF
    }

    func receiveRTP(_ bytes: RawSpan) {}

    func receiveRTCP(_ bytes: RawSpan) {
        var packets = RTCPPacketIterator(bytes)
        let now = timeline.now
        let wallClock = NTPTime(unixNanoseconds: timeline.unixNanoseconds(at: now))
        do throws(RTPError) {
            while let packet = try packets.next() {
                let message = try RTCPMessage(packet)
                for sender in senders.values { sender.receive(message, at: now, wallClock: wallClock) }
            }
        } catch {
            // The rest of a broken compound packet has no known beginning.
        }
        for sender in senders.values where sender.stream.hasPackets { flush(sender, at: now) }
    }

    // MARK: Reports

    private func sendReports() {
        let now = timeline.now
        let wallClock = NTPTime(unixNanoseconds: timeline.unixNanoseconds(at: now))
        var earliest: MediaTime?
        for sender in senders.values {
            if let due = sender.stream.nextReport, due <= now,
                let report = sender.stream.senderReport(at: now, wallClock: wallClock)
            {
                buffer.removeAll()
                RTCPMessage.senderReport(report).write(into: &buffer)
                RTCPMessage.sourceDescription([.init(ssrc: report.ssrc, name: canonicalName)]).write(into: &buffer)
                port?.sendRTCP(buffer)
            }
            if let due = sender.stream.nextReport { earliest = min(earliest ?? due, due) }
        }
        alarm.set(earliest)
    }
}
