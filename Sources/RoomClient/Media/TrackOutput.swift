internal import MediaTypes
internal import RTPMedia

/// Where a track's access units become frames for its taker, whichever streams they come in. For the transport's thread.
final class TrackOutput: @unchecked Sendable {  // the queue aside, touched on the loop's thread alone
    let queue: TrackQueue
    let options: SubscriptionOptions
    private var gate: FrameGate
    private var assembler: FrameAssembler
    private var totals = TrackStatistics()
    private var hasStream = false
    private var clockRate: Int32 = 90_000

    init(track: TrackID, isVideo: Bool, isStereo: Bool, options: SubscriptionOptions) {
        self.options = options
        queue = TrackQueue(frameLimit: options.queueLimit, byteLimit: options.queueByteLimit)
        gate = FrameGate(isVideo: isVideo, handling: options.lossHandling)
        assembler = FrameAssembler(track: track, isStereo: isStereo)
    }

    /// A stream begins, which knows nothing of the one before.
    func begin() {
        if hasStream { totals.restarts += 1 }
        hasStream = true
        gate.close()
    }

    /// False when a key frame has to be asked for.
    func take(_ unit: AccessUnit, _ bytes: RawSpan, sets: H264Parameters?) -> Bool {
        clockRate = unit.codec.clockRate
        guard gate.judge(unit) == .pass else {
            totals.dropped += 1
            return !gate.needsKeyframe
        }
        guard let frame = assembler.frame(unit, bytes, sets: sets) else {
            if unit.codec.isVideo, unit.isKeyframe {
                totals.dropped += 1
                gate.close()
            }
            return !gate.needsKeyframe
        }
        guard queue.offer(frame) else {
            totals.overflowed += 1
            if let parameters = frame.newParameters { assembler.tellAgain(parameters) }
            gate.close()
            return !gate.needsKeyframe
        }
        totals.frames += 1
        return true
    }

    /// What came so far, with that of the stream that is being received.
    func statistics(_ stream: borrowing RTPReceiveStream) -> TrackStatistics {
        var sum = totals
        sum.add(stream, clockRate: clockRate)
        return sum
    }

    var statistics: TrackStatistics { totals }

    func end(_ stream: borrowing RTPReceiveStream) { totals.add(stream, clockRate: clockRate) }
}

extension TrackStatistics {
    fileprivate mutating func add(_ stream: borrowing RTPReceiveStream, clockRate: Int32) {
        let (counters, reception) = (stream.counters, stream.statistics)
        packets += Int(clamping: reception.packetCount)
        bytes += Int(clamping: reception.octetCount)
        lost += Int(clamping: counters.lost)
        recovered += counters.recovered
        superfluous += counters.superfluous
        requestedKeyframes += counters.requestedKeyframes
        requestedRetransmissions += counters.requestedRetransmissions
        restarts += counters.restarts
        jitter = MediaTime(ticks: Int64(reception.jitter), timescale: clockRate)
    }
}
