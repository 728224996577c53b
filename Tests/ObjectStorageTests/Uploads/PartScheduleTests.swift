import Testing
import TestSupport

@testable import ObjectStorage

struct PartScheduleTests {
    private static let sizes = UploadSizes(largestWhole: 20, part: 10, partsAtOnce: 3)

    private static func limits(sequential: Bool) -> UploadLimits {
        UploadLimits(
            minimumPartSize: 10, maximumPartSize: 1 << 20, maximumPartCount: 1_000, maximumPutSize: 1 << 20,
            partsAreSequential: sequential)
    }

    @Test func `a short file goes up whole`() {
        var schedule = PartSchedule(
            limits: Self.limits(sequential: false), sizes: Self.sizes, changingHead: 4, available: 0, isFinal: false)
        schedule.grow(to: 19)
        #expect(schedule.nextAction() == .wait)
        _ = schedule.finish(size: 20)
        #expect(schedule.nextAction() == .putWhole(size: 20))
    }

    @Test func `the changing head goes last`() {
        var schedule = PartSchedule(
            limits: Self.limits(sequential: false), sizes: Self.sizes, changingHead: 4, available: 0, isFinal: false)
        schedule.grow(to: 35)
        #expect(schedule.nextAction() == .begin)
        schedule.opened()
        #expect(schedule.nextAction() == .send(number: 2, 10..<20))
        #expect(schedule.nextAction() == .send(number: 3, 20..<30))
        #expect(schedule.nextAction() == .wait)
        for (number, start) in [(2, 10), (3, 20)] { schedule.arrived(part(number, UInt64(start)..<UInt64(start + 10))) }
        _ = schedule.finish(size: 36)
        #expect(schedule.nextAction() == .send(number: 4, 30..<36))
        #expect(schedule.nextAction() == .send(number: 1, 0..<10))
        schedule.arrived(part(4, 30..<36))
        #expect(schedule.nextAction() == .wait)
        schedule.arrived(part(1, 0..<10))
        guard case .complete(let parts) = schedule.nextAction() else { return #expect(Bool(false)) }
        #expect(parts.map(\.number) == [1, 2, 3, 4])
    }

    @Test func `a store that wants parts in order gets a file with a changing head at its end`() {
        var schedule = PartSchedule(
            limits: Self.limits(sequential: true), sizes: Self.sizes, changingHead: 4, available: 0, isFinal: false)
        schedule.grow(to: 500)
        #expect(schedule.nextAction() == .wait)
        _ = schedule.finish(size: 500)
        #expect(schedule.nextAction() == .begin)
        schedule.opened()
        #expect(schedule.nextAction() == .send(number: 1, 0..<10))
        #expect(schedule.nextAction() == .wait)
    }

    /// Walks through growth, failures, restarts and kills at random, and checks what the store would have.
    @Test(arguments: [false, true])
    func `what is completed is the file, whatever happened before`(sequential: Bool) {
        for seed in UInt64(0)..<300 {
            var walk = Walk(seed: seed, limits: Self.limits(sequential: sequential), sizes: Self.sizes)
            walk.run()
            #expect(walk.completed == walk.expected, "seed \(seed)")
            #expect(!walk.headWasEarly, "seed \(seed)")
        }
    }

    private func part(_ number: Int, _ range: Range<UInt64>) -> SentPart {
        SentPart(
            part: UploadedPart(number: number, size: range.upperBound - range.lowerBound, tag: ""),
            offset: range.lowerBound, checksum: 0)
    }

    private struct Walk {
        var random: SeededGenerator
        let limits: UploadLimits
        let sizes: UploadSizes
        let head: UInt64
        var size: UInt64
        var schedule: PartSchedule
        var inFlight: [(number: Int, range: Range<UInt64>)] = []
        var ended = false
        var completed: [Range<UInt64>] = []
        var headWasEarly = false
        var journal: [Int: SentPart] = [:]

        init(seed: UInt64, limits: UploadLimits, sizes: UploadSizes) {
            random = SeededGenerator(seed: seed)
            self.limits = limits
            self.sizes = sizes
            head = Bool.random(using: &random) ? 5 : 0
            size = UInt64.random(in: 21...300, using: &random)
            schedule = PartSchedule(limits: limits, sizes: sizes, changingHead: head, available: 0, isFinal: false)
        }

        var expected: [Range<UInt64>] { [0..<size] }

        mutating func run() {
            var available: UInt64 = 0
            for step in 0..<5_000 {
                switch Int.random(in: 0..<8, using: &random) {
                case 0 where !ended:
                    available = min(size, available + UInt64.random(in: 0...40, using: &random))
                    schedule.grow(to: available)
                case 1 where !ended && available == size && step > 20:
                    // Now and then the file ends shorter than what was told.
                    if Int.random(in: 0..<4, using: &random) == 0 { size = max(21, size - 7) }
                    ended = true
                    if schedule.finish(size: size) {
                        schedule.restart()
                        inFlight = []
                    }
                case 2 where ended && Int.random(in: 0..<10, using: &random) == 0: kill()
                case 3 where step < 500 && Int.random(in: 0..<20, using: &random) == 0:
                    schedule.restart()
                    inFlight = []
                case 4, 5: settle()
                default: if act() { return }
                }
            }
        }

        private mutating func act() -> Bool {
            switch schedule.nextAction() {
            case .wait, .tooLong: break
            case .begin:
                schedule.opened()
                journal = [:]
            case .putWhole(let size): return end([0..<size])
            case .send(let number, let range):
                if number == 1, head > 0, !ended { headWasEarly = true }
                inFlight.append((number, range))
            case .complete(let parts):
                var end: UInt64 = 0
                for part in parts { end += part.size }
                let isGapless = parts.map(\.number) == Array(1...max(parts.count, 1))
                return self.end(isGapless && inFlight.isEmpty ? [0..<end] : [])
            }
            return false
        }

        private mutating func end(_ ranges: [Range<UInt64>]) -> Bool {
            completed = ranges
            return true
        }

        private mutating func settle() {
            guard !inFlight.isEmpty else { return }
            let (number, range) = inFlight.remove(at: Int.random(in: 0..<inFlight.count, using: &random))
            if Int.random(in: 0..<4, using: &random) == 0 { return schedule.lost(number) }
            let sent = SentPart(
                part: UploadedPart(number: number, size: range.upperBound - range.lowerBound, tag: ""),
                offset: range.lowerBound, checksum: 0)
            journal[number] = sent
            schedule.arrived(sent)
        }

        private mutating func kill() {
            guard !journal.isEmpty else { return }
            let plan = schedule.plan
            inFlight = []
            schedule = PartSchedule(limits: limits, sizes: sizes, changingHead: head, available: size, isFinal: true)
            let lost = Set(journal.keys.filter { _ in Int.random(in: 0..<5, using: &random) == 0 })
            guard !limits.partsAreSequential || lost.isEmpty else { return }
            schedule.resume(plan, journal.values.filter { !lost.contains($0.part.number) })
        }
    }
}
