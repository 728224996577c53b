import MediaTypes
import RTPMedia
import TestSupport
import Testing

struct TimelineTests {
    /// A stream of frames by a clock that runs wrong, over a network that delays, with reports.
    struct Simulation {
        var clock = SenderClock()
        var timeline: StreamTimeline
        var random = SeededGenerator(seed: 4)
        /// Local time and place of each unit.
        var places: [(sent: MediaTime, time: MediaTime)] = []
        let rate: Int32
        /// Of the sender's media clock and wall clock against ours.
        var mediaDrift = 0.0
        var wallDrift = 0.0
        var delay = MediaTime.milliseconds(40)
        var jitter: Int64 = 5_000_000
        var wallOffset = MediaTime.seconds(1_000_000)
        var timestampOffset: Int64 = 1 << 33
        let epoch = NTPTime(unixNanoseconds: 1_700_000_000_000_000_000)

        init(rate: Int32) {
            self.rate = rate
            timeline = StreamTimeline(clockRate: rate)
        }

        func timestamp(at local: MediaTime) -> Int64 {
            MediaTime(nanoseconds: Int64(Double(local.nanoseconds) * (1 + mediaDrift))).ticks(timescale: rate)
                + timestampOffset
        }

        mutating func arrival(of local: MediaTime) -> MediaTime {
            local + delay + MediaTime(nanoseconds: Int64.random(in: 0...jitter, using: &random))
        }

        mutating func unit(at local: MediaTime) {
            let arrived = arrival(of: local)
            let time = timeline.time(of: timestamp(at: local), arrival: arrived, clock: clock.isKnown ? clock : nil)
            places.append((local, time))
        }

        mutating func report(at local: MediaTime) {
            let passed = MediaTime(nanoseconds: Int64(Double(local.nanoseconds) * (1 + wallDrift)))
            let wall = epoch.advanced(by: wallOffset + passed)
            guard clock.note(report: wall, arrival: arrival(of: local)) else { return }
            timeline.note(report: wall, timestamp: timestamp(at: local))
        }

        mutating func run(from start: Int64, to end: Int64, every interval: Int64, reports: Int64? = 1_000) {
            for millisecond in stride(from: start, to: end, by: Int64.Stride(interval)) {
                let local = MediaTime.milliseconds(millisecond)
                if let reports, millisecond % reports < interval { report(at: local) }
                unit(at: local)
            }
        }

        /// How far units lie from a constant delay, at most, from the given index on.
        func largestError(from index: Int) -> MediaTime {
            let errors = places[index...].map { ($0.time - $0.sent - delay).nanoseconds.magnitude }
            return MediaTime(nanoseconds: Int64(errors.max() ?? 0))
        }

        /// The slowest and the fastest pass of time between neighbours.
        var speeds: (Double, Double) {
            let speeds = zip(places, places.dropFirst()).map { earlier, later in
                (later.time - earlier.time).seconds / (later.sent - earlier.sent).seconds
            }
            return (speeds.min() ?? 0, speeds.max() ?? 0)
        }
    }

    @Test(arguments: [0, 2e-4, -2e-4], [0, 2e-4, -2e-4])
    func `ten minutes of clocks that drift stay smooth and near`(_ media: Double, _ wall: Double) {
        var simulation = Simulation(rate: 90_000)
        (simulation.mediaDrift, simulation.wallDrift) = (media, wall)
        simulation.run(from: 0, to: 600_000, every: 33)
        #expect(simulation.largestError(from: 0) < .milliseconds(12))
        let (slowest, fastest) = simulation.speeds
        #expect(slowest > 0.97 && fastest < 1.03)
        #expect(simulation.timeline.jumpCount == 0)
    }

    @Test func `sound and picture of one sender keep their distance`() {
        var picture = Simulation(rate: 90_000)
        var sound = Simulation(rate: 48_000)
        sound.timestampOffset = 77
        sound.mediaDrift = 2e-4
        (sound.delay, sound.jitter) = (.milliseconds(25), 20_000_000)
        for second in Int64(0)..<60 {
            picture.run(from: second * 1_000, to: second * 1_000 + 1_000, every: 40)
            sound.clock = picture.clock
            sound.run(from: second * 1_000, to: second * 1_000 + 1_000, every: 20)
            picture.clock = sound.clock
        }
        for (index, place) in picture.places.enumerated() where place.sent > .seconds(5) {
            let other = sound.places[index * 2]
            #expect(other.sent == place.sent)
            #expect((other.time - place.time).nanoseconds.magnitude < 5_000_000, "at \(place.sent.seconds) s")
        }
    }

    @Test func `a jump of the timestamps is taken out`() {
        for jump in [1 << 31, -(1 << 30), 90_000 * 3] as [Int64] {
            var simulation = Simulation(rate: 90_000)
            simulation.run(from: 0, to: 20_000, every: 33)
            simulation.timestampOffset += jump
            simulation.run(from: 20_030, to: 40_000, every: 33)
            let (slowest, _) = simulation.speeds
            #expect(slowest >= 0, "\(jump)")
            #expect(simulation.largestError(from: simulation.places.count - 100) < .milliseconds(12), "\(jump)")
        }
    }

    @Test func `silence leaves its gap, whether the timestamps go on or not`() {
        for goesOn in [true, false] {
            var simulation = Simulation(rate: 48_000)
            simulation.run(from: 0, to: 10_000, every: 20)
            if !goesOn { simulation.timestampOffset -= 48_000 * 60 }
            simulation.run(from: 70_000, to: 80_000, every: 20)
            #expect(simulation.largestError(from: 0) < .milliseconds(60), "\(goesOn)")
            let after = simulation.places[500]
            #expect((after.time - simulation.places[499].time - .seconds(60)).nanoseconds.magnitude < 60_000_000)
        }
    }

    @Test func `a sender that sets its clock does not move what it sends`() {
        var simulation = Simulation(rate: 90_000)
        simulation.run(from: 0, to: 20_000, every: 33)
        simulation.wallOffset += .seconds(-7_200)
        simulation.run(from: 20_030, to: 60_000, every: 33)
        #expect(simulation.largestError(from: 0) < .milliseconds(12))
        #expect(simulation.timeline.jumpCount == 0)
    }

    @Test func `a network that stalls and catches up does not move anything`() {
        var simulation = Simulation(rate: 90_000)
        simulation.run(from: 0, to: 10_000, every: 33)
        var held = simulation
        held.jitter = 0
        for millisecond in stride(from: Int64(10_030), to: 12_000, by: 33) {
            held.delay = .milliseconds(40) + (.milliseconds(12_000) - .milliseconds(millisecond))
            held.unit(at: .milliseconds(millisecond))
        }
        held.delay = .milliseconds(40)
        held.run(from: 12_010, to: 20_000, every: 33)
        #expect(held.largestError(from: 0) < .milliseconds(12))
    }

    @Test func `before the first report, the fastest packets tell`() {
        var simulation = Simulation(rate: 48_000)
        simulation.run(from: 0, to: 5_000, every: 20, reports: nil)
        #expect(simulation.largestError(from: 100) < .milliseconds(5))
    }

    @Test func `whatever times come, nothing traps and nothing steps back`() {
        var random = SeededGenerator(seed: 6)
        for _ in 0..<200 {
            var clock = SenderClock()
            var timeline = StreamTimeline(clockRate: 90_000)
            var timestamps = TimestampUnwrapper()
            var now = MediaTime.zero
            var last = MediaTime(nanoseconds: .min)
            var isAscending = true
            for _ in 0..<100 {
                now += MediaTime(nanoseconds: Int64.random(in: 0...10_000_000_000, using: &random))
                let wall = NTPTime(fixedPoint: random.next())
                if clock.note(report: wall, arrival: now) {
                    let reported = UInt32(truncatingIfNeeded: random.next())
                    timeline.note(report: wall, timestamp: timestamps.nearest(reported))
                }
                let timestamp = timestamps.unwrap(UInt32(truncatingIfNeeded: random.next()))
                let time = timeline.time(of: timestamp, arrival: now, clock: clock)
                isAscending = isAscending && time >= last
                last = time
            }
            #expect(isAscending)
        }
    }
}
