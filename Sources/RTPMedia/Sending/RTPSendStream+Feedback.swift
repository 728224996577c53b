public import MediaTypes

extension RTPSendStream {
    /// Takes a message that names this stream's SSRC; others are left alone. What is to be sent again then waits in
    /// `writeNext`. `wallClock` is the clock of the sender reports.
    public mutating func receive(_ message: RTCPMessage, at now: MediaTime, wallClock: NTPTime) {
        switch message {
        case .negativeAcknowledgement(_, configuration.ssrc, let lost): answer(lost, at: now)
        case .pictureLossIndication(_, configuration.ssrc): wantKeyframe()
        case .fullIntraRequest(_, let entries):
            // The number tells a new request from a repetition (RFC 5104 section 4.3.1.2).
            for entry in entries where entry.ssrc == configuration.ssrc && entry.sequence != lastFullIntraRequest {
                lastFullIntraRequest = entry.sequence
                wantKeyframe()
            }
        case .receiverReport(_, let blocks): note(blocks, wallClock)
        case .senderReport(let report): note(report.blocks, wallClock)
        case .negativeAcknowledgement, .pictureLossIndication, .sourceDescription, .goodbye,
            .receiverEstimatedBitrate, .transportFeedback, .other:
            break
        }
    }

    /// Whether a receiver asked for a key frame since the last call.
    public mutating func takeKeyframeRequest() -> Bool {
        defer { isKeyframeWanted = false }
        return isKeyframeWanted
    }

    /// The stream's report for now; `nil` before the first frame. The next is due after the interval.
    public mutating func senderReport(at now: MediaTime, wallClock: NTPTime) -> SenderReport? {
        guard let lastFrame else { return nil }
        nextReport = now + configuration.reportInterval
        let elapsed = (now - lastFrame.at).ticks(timescale: configuration.codec.clockRate)
        return SenderReport(
            ssrc: configuration.ssrc, time: wallClock,
            timestamp: lastFrame.timestamp &+ UInt32(truncatingIfNeeded: elapsed), packetCount: counters.packets,
            octetCount: counters.octets)
    }

    private mutating func wantKeyframe() {
        counters.keyframeRequests += 1
        isKeyframeWanted = true
    }

    private mutating func answer(_ lost: [UInt16], at now: MediaTime) {
        for number in lost {
            // The nearest behind what was sent last.
            let distance = UInt16(truncatingIfNeeded: nextSequence - 1) &- number
            let sequence = nextSequence - 1 - Int64(distance)
            if history.takeRequest(sequence, at: now, roundTrip: roundTrip ?? .milliseconds(20)) {
                enqueue(sequence, isRetransmission: true)
            } else if history.packet(sequence) == nil {
                counters.forgotten += 1
            }
        }
    }

    private mutating func note(_ blocks: [ReportBlock], _ wallClock: NTPTime) {
        for block in blocks where block.ssrc == configuration.ssrc {
            lastReport = block
            noteConfirmation()
            guard block.lastSenderReport != 0 else { continue }
            // In 2^-16 seconds (RFC 3550 section 6.4.1); a clock that was set makes it negative.
            let trip = Int32(bitPattern: wallClock.middle &- block.lastSenderReport &- block.delaySinceLastSenderReport)
            guard trip >= 0, trip < 10 << 16 else { continue }
            let sample = MediaTime(ticks: Int64(trip), timescale: 65_536).nanoseconds
            roundTrip = MediaTime(nanoseconds: roundTrip.map { ($0.nanoseconds * 7 + sample) / 8 } ?? sample)
        }
    }
}
