import MediaTypes
import RTPMedia
import TestSupport
import Testing

struct UnwrappingTests {
    @Test func `sequence numbers follow any walk of steps below half the range`() {
        for seed in UInt64(0)..<100 {
            var random = SeededGenerator(seed: seed)
            var unwrapper = SequenceUnwrapper()
            let start = unwrapper.unwrap(UInt16.random(in: 0...65_535, using: &random))
            var highest = start
            for _ in 0..<200 {
                let expected = highest + Int64.random(in: -30_000...30_000, using: &random)
                #expect(unwrapper.unwrap(UInt16(truncatingIfNeeded: expected)) == expected, "seed \(seed)")
                highest = max(highest, expected)
            }
        }
    }

    @Test(arguments: [(from: UInt32.max, to: UInt32(9), step: Int64(10)), (from: 4, to: .max, step: -5)])
    func `timestamps cross the wrap in either direction`(from first: UInt32, to second: UInt32, step: Int64) {
        var unwrapper = TimestampUnwrapper()
        let start = unwrapper.unwrap(first)
        #expect(unwrapper.unwrap(second) - start == step)
    }

    @Test func `NTP times come from the Unix epoch, and their differences are exact to a nanosecond`() {
        let time = NTPTime(unixNanoseconds: 1_500_000_000)
        #expect(time.fixedPoint == UInt64(2_208_988_801) << 32 | 1 << 31)
        #expect(time.middle == UInt32(2_208_988_801 & 0xFFFF as UInt32) << 16 | 0x8000)
        for span in [1, -1, 999_999_999, -1_000_000_001, 123_456_789_012] as [Int64] {
            let moved = time.advanced(by: MediaTime(nanoseconds: span))
            #expect(abs(moved.since(time).nanoseconds - span) <= 1, "\(span)")
        }
    }
}
