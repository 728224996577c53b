public import MediaTypes

extension RTPReceiveStream {
    /// Takes the stream's sender report, after `clock`, which is the participant's, took it.
    public mutating func receive(_ report: SenderReport, clock: inout SenderClock, at now: MediaTime) {
        statistics.note(senderReport: report.time, arrival: now)
        guard clock.note(report: report.time, arrival: now) else { return }
        timeline.note(report: report.time, timestamp: timestamps.nearest(report.timestamp))
    }

    /// What to report about this stream; `nil` before its first packet.
    public mutating func reportBlock(at now: MediaTime) -> ReportBlock? {
        statistics.reportBlock(ssrc: ssrc, at: now)
    }

    /// Appends the requests that are due; false when there are none. `sender` is our own SSRC.
    public mutating func writeFeedback(into buffer: inout PacketBuffer, sender: UInt32, at now: MediaTime) -> Bool {
        var hasWritten = false
        if configuration.sendsNegativeAcknowledgements, let deadline = missing.nextDeadline, deadline <= now {
            asked.removeAll(keepingCapacity: true)
            missing.takeDue(at: now, into: &asked)
            if !asked.isEmpty {
                counters.requestedRetransmissions += asked.count
                let message = RTCPMessage.negativeAcknowledgement(sender: sender, media: ssrc, lost: asked)
                hasWritten = message.write(into: &buffer)
            }
        }
        if configuration.keyframeRequests != .none, keyframes.takeDue(at: now) {
            counters.requestedKeyframes += 1
            hasWritten = keyframeRequest(sender).write(into: &buffer) || hasWritten
        }
        return hasWritten
    }

    private mutating func keyframeRequest(_ sender: UInt32) -> RTCPMessage {
        guard configuration.keyframeRequests == .fullIntraRequest else {
            return .pictureLossIndication(sender: sender, media: ssrc)
        }
        fullIntraRequestCount &+= 1
        return .fullIntraRequest(sender: sender, entries: [.init(ssrc: ssrc, sequence: fullIntraRequestCount)])
    }

    mutating func noteDecodability(_ unit: AccessUnit) {
        if unit.isKeyframe && !unit.isDamaged {
            keyframes.noteKeyframe()
        } else if unit.isDamaged || unit.followsLoss || !hasSeenKeyframe {
            keyframes.want(at: now)
        }
        hasSeenKeyframe = hasSeenKeyframe || unit.isKeyframe && !unit.isDamaged
    }
}
