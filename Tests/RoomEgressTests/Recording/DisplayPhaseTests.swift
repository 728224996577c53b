import Testing

@testable import RoomEgress

struct DisplayPhaseTests {
    private let now: UInt64 = 5_000_000_000_000

    @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300, -1e300, 0, 4.9e12, 5.2e12])
    func `a page that lies about its clock is not believed`(claimed: Double) {
        #expect(DisplayPhase(claimed: claimed, now: now) == nil)
    }

    @Test func `the capture starts within a refresh of now, always at the same place between changes`() throws {
        for step in 0..<100 {
            let phase = try #require(DisplayPhase(claimed: Double(now) - Double(step) * 7e6, now: now))
            let start = phase.captureStart(after: now)
            #expect(start > now && start - now <= 30_166_667)
            #expect((start - phase.frameTime) % 16_666_667 == 13_500_000)
        }
    }
}
