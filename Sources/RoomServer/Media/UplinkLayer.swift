internal import MediaTypes
internal import RTPMedia

/// One encoding that a publisher sends: what came, what is missing, and when to ask for a key frame. For the loop's thread
/// alone.
final class UplinkLayer {
    let ssrc: UInt32
    /// Its rid in a simulcast; nil for a single encoding.
    let rid: String?
    /// Among the layers of the track, from 0 for the smallest.
    let rank: Int
    private(set) var statistics: ReceptionStatistics
    /// How often in a row nothing of a picture came while other layers had one.
    private(set) var absences = 0
    private var isPresent = true
    /// By the server's clock.
    var lastReport: SenderReport?
    private let clockRate: Int32
    private var sequences = SequenceUnwrapper()
    private var losses = LossTracker()
    private var keyframes = KeyframeRequests()
    private var highest: Int64 = -1

    /// Older packets are given up: nobody who watches live can use them.
    private static let memory: Int64 = 512

    init(ssrc: UInt32, rid: String?, rank: Int, clockRate: Int32) {
        self.ssrc = ssrc
        self.rid = rid
        self.rank = rank
        self.clockRate = clockRate
        statistics = ReceptionStatistics(clockRate: clockRate)
    }

    /// Whether the packet is to be forwarded: not if it was there already, or is too old.
    @inline(__always)
    func take(_ packet: borrowing RTPPacket, isRepair: Bool, at now: MediaTime) -> Bool {
        let sequence = sequences.unwrap(packet.sequenceNumber)
        // Padding says nothing of what is encoded.
        if packet.payload.byteCount > 0 { isPresent = true }
        if !isRepair {
            statistics.note(
                sequence: sequence, timestamp: packet.timestamp, octets: packet.payload.byteCount, arrival: now)
        }
        guard highest >= 0 else {
            highest = sequence
            return true
        }
        guard sequence > highest else { return losses.note(arrival: sequence, at: now) }
        if sequence > highest + 1 { losses.note(gap: (highest + 1)..<sequence, at: now) }
        highest = sequence
        return true
    }

    /// Whether media came since the last call.
    func takePresence() -> Bool {
        defer { isPresent = false }
        return isPresent
    }

    /// Takes whether it was there of late, when any layer was.
    func note(isPresent: Bool) { absences = isPresent ? 0 : absences + 1 }

    func note(_ report: SenderReport, at now: MediaTime) { statistics.note(senderReport: report.time, arrival: now) }

    // MARK: What its sender is asked

    func wantKeyframe(at now: MediaTime) { keyframes.want(at: now) }
    var isKeyframeWanted: Bool { keyframes.nextDeadline != nil }
    func noteKeyframe() { keyframes.noteKeyframe() }
    func takeKeyframeRequest(at now: MediaTime) -> Bool { keyframes.takeDue(at: now) }

    /// The sequence numbers to ask for now.
    func takeLosses(at now: MediaTime, into numbers: inout [UInt16]) {
        if losses.isEmpty { return }
        losses.forget(before: highest - UplinkLayer.memory)
        losses.takeDue(at: now, into: &numbers)
    }

    /// What its sender would report now, as far as the last report tells.
    func senderReport(at now: MediaTime) -> SenderReport? {
        guard var report = lastReport else { return nil }
        let time = RoomClock.wallClock(now)
        let elapsed = time.since(report.time).ticks(timescale: clockRate)
        report.timestamp &+= UInt32(truncatingIfNeeded: elapsed)
        report.time = time
        return report
    }

    func report(at now: MediaTime) -> ReportBlock? { statistics.reportBlock(ssrc: ssrc, at: now) }
}
