public import MediaTypes

/// Puts one stream's RTP timestamps on the session's timeline, which is the local clock.
///
/// Before a sender report comes, and after the timestamps jumped, the arrival of the fastest packets says where they
/// lie; then the reports do, through the participant's ``SenderClock``. The result never steps back, and passes from one
/// estimate to the next with at most two per cent of another speed. Only a difference that no network makes is jumped.
public struct StreamTimeline: Sendable {
    public private(set) var clockRate: Int32
    private var report: (timestamp: Int64, time: NTPTime)?
    /// Local arrival of timestamp zero, by the fastest packets.
    private var origin: MediaTime?
    private var last: (timestamp: Int64, time: MediaTime, arrival: MediaTime)?
    /// What the next unit may not be placed before.
    private var floor = MediaTime(nanoseconds: .min)
    /// How often the timeline was set anew, because timestamps or clocks jumped.
    public private(set) var jumpCount = 0

    /// Smaller differences are made up for slowly.
    private static let largestSlew = MediaTime.milliseconds(250)
    /// A packet that is this early was not sent by the clock of those before it.
    private static let earliest = MediaTime.seconds(1)
    /// One that is this late, after as long a silence, neither.
    private static let latest = MediaTime.seconds(5)

    public init(clockRate: Int32) { self.clockRate = max(1, clockRate) }

    /// The timestamps count by another clock from here on, as after a change of codec.
    public mutating func change(clockRate: Int32) {
        self.clockRate = max(1, clockRate)
        if let last { floor = last.time }
        (report, origin, last) = (nil, nil, nil)
    }

    /// Takes a sender report that `SenderClock.note` accepted; its timestamp extended like the packets'.
    public mutating func note(report time: NTPTime, timestamp: Int64) { report = (timestamp, time) }

    /// The place of a unit that arrived at `arrival`. Units come in the order of their packets; `isTimely` is false for
    /// one whose arrival tells nothing, because it was sent again.
    public mutating func time(
        of timestamp: Int64, arrival: MediaTime, isTimely: Bool = true, clock: SenderClock?
    ) -> MediaTime {
        let isJump = (isTimely || last == nil) && follow(timestamp, arrival)
        guard let last else { return place(timestamp, max(floor, target(of: timestamp, clock)), arrival) }
        let advance = span(timestamp &- last.timestamp)
        let wanted = target(of: timestamp, clock)
        guard !isJump else {
            jumpCount += 1
            return place(timestamp, max(wanted, last.time + MediaTime(nanoseconds: 1_000_000)), arrival)
        }
        guard advance > .zero else { return last.time }
        let expected = last.time + advance
        let error = (wanted - expected).nanoseconds
        if error > Self.largestSlew.nanoseconds {
            jumpCount += 1
            return place(timestamp, wanted, arrival)
        }
        // Far ahead: time runs at half its speed until it is right.
        let share = error < -Self.largestSlew.nanoseconds ? advance.nanoseconds / 2 : advance.nanoseconds / 50
        let step = min(max(error, -share), share)
        return place(timestamp, expected + MediaTime(nanoseconds: step), arrival)
    }

    /// The sender's wall clock at `timestamp`; `nil` before its first report.
    public func senderTime(of timestamp: Int64) -> NTPTime? {
        report.map { $0.time.advanced(by: span(timestamp &- $0.timestamp)) }
    }

    private mutating func place(_ timestamp: Int64, _ time: MediaTime, _ arrival: MediaTime) -> MediaTime {
        last = (timestamp, time, arrival)
        return time
    }

    private func span(_ ticks: Int64) -> MediaTime { MediaTime(ticks: ticks, timescale: clockRate) }

    private func target(of timestamp: Int64, _ clock: SenderClock?) -> MediaTime {
        if let clock, let sent = senderTime(of: timestamp), let local = clock.localTime(of: sent) { return local }
        return (origin ?? .zero) + span(timestamp)
    }

    /// Keeps the origin by arrival. True when the timestamps jumped; a report from before is then forgotten.
    private mutating func follow(_ timestamp: Int64, _ arrival: MediaTime) -> Bool {
        let sample = arrival - span(timestamp)
        guard let origin, let last else {
            self.origin = sample
            return false
        }
        let difference = sample - origin
        let silence = arrival - last.arrival
        let isEarly = difference < MediaTime.zero - Self.earliest
        let isLate = Self.latest < difference && Self.latest < silence && difference - silence < Self.earliest
        let isBack = span(timestamp &- last.timestamp) < MediaTime.zero - Self.earliest
        if isEarly || isLate || isBack {
            self.origin = sample
            if let report, !isNear(report.timestamp, timestamp) { self.report = nil }
            return true
        }
        if difference < .zero {
            self.origin = sample
        } else {
            // Clocks drift: what is fastest now may arrive later, by the clock's account, than what was before.
            let most = max(0, min(silence.nanoseconds, 1_000_000_000)) / 2_000
            self.origin = origin + MediaTime(nanoseconds: min(difference.nanoseconds, most))
        }
        return false
    }

    /// Whether a report is of about the time of a packet, and so was sent after a jump.
    private func isNear(_ reported: Int64, _ timestamp: Int64) -> Bool {
        span(timestamp &- reported).nanoseconds.magnitude < Self.earliest.nanoseconds.magnitude
    }
}
