import TestSupport
import Testing

@testable import RoomEgress

struct StreamRetryTests {
    /// A machine and its time.
    private struct Trial {
        var retry: StreamRetry
        var now = ContinuousClock().now
        var random = SeededGenerator(seed: 7)

        init(_ policy: StreamPolicy = StreamPolicy()) { retry = StreamRetry(policy: policy) }

        mutating func feed(_ input: StreamRetry.Input, after time: Duration = .zero) -> StreamRetry.Action {
            now += time
            return retry.handle(input, now: now, using: &random)
        }

        /// Lets the time pass that the machine waits for; answers how long it was.
        mutating func pass() -> (waited: Duration, action: StreamRetry.Action) {
            let waited = (retry.deadline ?? now) - now
            return (waited, feed(.time, after: waited))
        }
    }

    @Test func `a destination that refuses is retried with growing delay and then given up`() {
        var trial = Trial()
        #expect(trial.feed(.begin) == .connect)
        var waits: [Duration] = []
        while true {
            let action = trial.feed(.failed("Connection refused"), after: .milliseconds(10))
            if action == .end(.failed, error: "Connection refused") { break }
            #expect(action == .disconnect("Connection refused"))
            let (waited, next) = trial.pass()
            #expect(next == .connect)
            waits.append(waited)
        }
        for (wait, nominal) in zip(waits, [0.5, 1, 2, 4, 8, 16, 30, 30]) {
            #expect(wait >= .seconds(nominal * 0.79) && wait <= .seconds(nominal * 1.21))
        }
        #expect(waits.reduce(.zero, +) > .seconds(295) && waits.reduce(.zero, +) < .seconds(301))
        #expect(trial.retry.retries == waits.count)
        #expect(trial.feed(.endRequested) == .none)
    }

    @Test func `real progress forgets the delay and the time out of reach`() {
        var trial = Trial()
        _ = trial.feed(.begin)
        for _ in 0..<5 {
            _ = trial.feed(.failed("lost"))
            _ = trial.pass()
        }
        _ = trial.feed(.accepted)
        #expect(trial.feed(.sent(bytes: 20_000, isWaiting: true)) == .none)
        _ = trial.feed(.failed("lost"), after: .seconds(3_600))
        #expect(trial.pass().waited <= .milliseconds(600))
        // A server that accepts and hangs up at once does not.
        _ = trial.feed(.accepted)
        _ = trial.feed(.sent(bytes: 3_000, isWaiting: true))
        _ = trial.feed(.failed("lost"))
        #expect(trial.pass().waited >= .milliseconds(800))
    }

    @Test func `nothing sent although frames wait is a stall, silence is none`() {
        var trial = Trial()
        _ = trial.feed(.begin)
        _ = trial.feed(.accepted, after: .seconds(1))
        for _ in 0..<100 { #expect(trial.feed(.sent(bytes: 50_000, isWaiting: false), after: .seconds(1)) == .none) }
        for _ in 0..<9 { #expect(trial.feed(.sent(bytes: 50_000, isWaiting: true), after: .seconds(1)) == .none) }
        #expect(trial.feed(.time) == .none)
        guard case .disconnect(let error) = trial.feed(.time, after: .seconds(1)) else {
            Issue.record("no stall")
            return
        }
        #expect(error.hasPrefix("stream wedged"))
    }

    @Test func `no answer to a connection is a failure`() {
        var trial = Trial()
        _ = trial.feed(.begin)
        let (waited, action) = trial.pass()
        #expect(waited == .seconds(10))
        #expect(action == .disconnect("no answer within 10.0 seconds"))
    }

    @Test func `the end is flushed, and bounded`() {
        var trial = Trial()
        _ = trial.feed(.begin)
        _ = trial.feed(.accepted)
        #expect(trial.feed(.endRequested) == .flush)
        #expect(trial.feed(.endRequested) == .none)
        var slow = trial
        #expect(trial.feed(.flushed) == .end(.finished, error: nil))
        let (waited, action) = slow.pass()
        #expect(waited == .seconds(3))
        #expect(action == .end(.finished, error: nil))
    }

    @Test func `a destination that is out of reach at the end has failed`() {
        var never = Trial()
        _ = never.feed(.begin)
        #expect(never.feed(.endRequested) == .end(.failed, error: "the destination was never reached"))
        var lost = Trial()
        _ = lost.feed(.begin)
        _ = lost.feed(.accepted)
        _ = lost.feed(.failed("lost"))
        var trying = lost
        #expect(lost.feed(.endRequested, after: .milliseconds(1)) == .end(.failed, error: "lost"))
        #expect(trying.pass().action == .connect)
        var back = trying
        #expect(trying.feed(.endRequested) == .end(.failed, error: "lost"))
        _ = back.feed(.accepted)
        #expect(back.feed(.endRequested) == .flush)
        #expect(back.feed(.flushed) == .end(.finished, error: "lost"))
    }

    @Test func `without a limit it goes on for ever`() {
        var policy = StreamPolicy()
        policy.giveUpAfter = nil
        var trial = Trial(policy)
        _ = trial.feed(.begin)
        for _ in 0..<1_000 {
            guard case .disconnect = trial.feed(.failed("no")) else {
                Issue.record("gave up")
                return
            }
            _ = trial.pass()
        }
    }
}
