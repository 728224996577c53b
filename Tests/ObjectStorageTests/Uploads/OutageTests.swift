import Testing

@testable import ObjectStorage

struct OutageTests {
    private static let error = StorageError(.network, store: .s3, operation: "putting a")
    private static let options = UploadOptions(
        firstPause: .seconds(1), longestPause: .seconds(60), giveUpAfter: .seconds(600))

    @Test func `one call at a time tries whether a destination is back, ever more seldom`() {
        var outage = Outage(Self.options)
        #expect(outage.allowsCall(now: .zero))
        outage.began()
        var (now, pauses) = (Duration.zero, [Duration]())
        for _ in 0..<10 {
            outage.failed(Self.error, now: now, spread: 1)
            #expect(!outage.allowsCall(now: now))
            pauses.append((outage.wakeTime ?? .zero) - now)
            now = outage.wakeTime ?? .zero
            #expect(outage.allowsCall(now: now))
            outage.began()
            #expect(!outage.allowsCall(now: now))
        }
        #expect(pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60, 60].map { .seconds($0) })
        outage.succeeded()
        #expect(outage.allowsCall(now: now))
    }

    @Test func `a destination is lost when it failed for too long`() {
        var outage = Outage(Self.options)
        outage.failed(Self.error, now: .seconds(5), spread: 0)
        #expect(outage.loss(now: .seconds(604)) == nil)
        #expect(outage.loss(now: .seconds(605)) == Self.error)
    }

    @Test func `the last try is when patience ends`() {
        var options = Self.options
        options.giveUpAfter = .seconds(50)
        var outage = Outage(options)
        var now = Duration.zero
        while outage.loss(now: now) == nil {
            outage.began()
            outage.failed(Self.error, now: now, spread: 1)
            now = outage.wakeTime ?? now
        }
        #expect(now == .seconds(50) && outage.allowsCall(now: now))
        outage.began()
        outage.failed(Self.error, now: now, spread: 1)
        #expect(!outage.allowsCall(now: now + .seconds(30)))
    }

    @Test func `calls from before an outage do not prolong it`() {
        var outage = Outage(Self.options)
        outage.failed(Self.error, now: .zero, spread: 1)
        outage.failed(Self.error, now: .milliseconds(500), spread: 1)
        #expect(outage.wakeTime == .seconds(1))
    }
}
