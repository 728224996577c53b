import ObjectStorage
import TestSupport
import Testing

struct RetryPolicyTests {
    private let policy = RetryPolicy(maximumRetries: 8, minimumDelay: .milliseconds(100), maximumDelay: .seconds(5))

    @Test func `waits are random below a limit that doubles up to the longest`() throws {
        var random = SeededGenerator(seed: 1)
        for (retry, limit) in zip(1...8, [100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000]) {
            var delays: [Duration] = []
            for _ in 0..<500 {
                delays.append(try #require(policy.delay(beforeRetry: retry, after: .network, using: &random)))
            }
            #expect(delays.allSatisfy { $0 >= .zero && $0 <= .milliseconds(limit) })
            #expect(try #require(delays.max()) > .milliseconds(limit) * 0.95)
            #expect(try #require(delays.min()) < .milliseconds(limit) * 0.05)
        }
    }

    @Test func `the store's own wish counts, within reason`() {
        var random = SeededGenerator(seed: 2)
        let wished = policy.delay(beforeRetry: 1, after: .throttled(after: .seconds(7)), using: &random)
        #expect(wished == .seconds(7))
        #expect(policy.delay(beforeRetry: 1, after: .throttled(after: .seconds(3_600)), using: &random) == nil)
    }

    @Test func `neither a last retry nor what is not transient is repeated`() {
        var random = SeededGenerator(seed: 3)
        #expect(policy.delay(beforeRetry: 9, after: .network, using: &random) == nil)
        for problem in [StorageProblem.credentials, .permission, .missingBucket, .quota, .server(status: 400)] {
            #expect(policy.delay(beforeRetry: 1, after: problem, using: &random) == nil)
        }
        #expect(policy.delay(beforeRetry: 1, after: .server(status: 503), using: &random) != nil)
    }
}
