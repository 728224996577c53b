import Testing

@testable import ObjectStorage

struct PartPlanTests {
    static let s3 = UploadLimits(
        minimumPartSize: 5 << 20, maximumPartSize: 5 << 30, maximumPartCount: 10_000, maximumPutSize: 5 << 30)

    @Test func `a growing file of any length fits ten thousand parts`() throws {
        let plan = PartPlan(growingFrom: 5 << 20, limits: Self.s3)
        #expect(plan.capacity >= 5 << 40)
        var end: UInt64 = 0
        var size: UInt64 = 0
        for number in 1...10_000 {
            let range = try #require(plan.range(of: number))
            #expect(range.lowerBound == end)
            #expect(range.upperBound - range.lowerBound >= max(size, 5 << 20))
            (end, size) = (range.upperBound, range.upperBound - range.lowerBound)
        }
        #expect(size <= 5 << 30)
        #expect(plan.range(of: 10_001) == nil)
        #expect(plan.count(for: plan.capacity) == 10_000)
        #expect(plan.count(for: plan.capacity + 1) == nil)
    }

    @Test func `a recording of hours has small parts until its end`() throws {
        let plan = PartPlan(growingFrom: 5 << 20, limits: Self.s3)
        let hours: UInt64 = 12 * 3_600 * 375_000  // at 3 Mb/s
        let count = try #require(plan.count(for: hours))
        let range = try #require(plan.range(of: count))
        #expect(range.upperBound - range.lowerBound == 5 << 20)
    }

    @Test(arguments: [1, 5 << 20, (5 << 20) + 1, 50 << 30, 5 << 40] as [UInt64])
    func `a file of known size has parts of one size`(size: UInt64) throws {
        let plan = PartPlan(size: size, wanted: 5 << 20, limits: Self.s3)
        let count = try #require(plan.count(for: size))
        #expect(count <= 10_000)
        let last = try #require(plan.range(of: count))
        #expect(last.contains(size - 1))
        #expect(plan.partSize % (5 << 20) == 0 && last.upperBound - last.lowerBound == plan.partSize)
    }

    @Test func `what was read back never overflows`() {
        for size in [0, 1, 1 << 40, .max] as [UInt64] {
            let limits = UploadLimits(
                minimumPartSize: 1, maximumPartSize: .max, maximumPartCount: .max, maximumPutSize: .max)
            let plan = PartPlan(partSize: size, grows: true, limits: limits)
            #expect(plan.count(for: plan.capacity) == plan.maximumCount)
        }
    }
}
