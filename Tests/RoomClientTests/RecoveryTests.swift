import ProtobufRuntime
import ProtocolModels
import Testing

@testable import RoomClient

struct RecoveryTests {
    @Test func `waits longer before every attempt, and gives up`() {
        var policy = ReconnectionPolicy()
        #expect(
            (0..<4).map { policy.delay(before: $0) } == [
                .zero, .milliseconds(300), .milliseconds(1200), .milliseconds(2700),
            ])
        #expect(policy.delay(before: 10) == nil)
        policy.attempts = 100
        #expect(policy.delay(before: 99) == .seconds(60))
    }

    @Test func `counts attempts on, while connections do not hold`() {
        var history = RecoveryHistory()
        let start = ContinuousClock.now
        history.begin(at: start)
        (history.attempts, history.ended) = (3, start)
        history.begin(at: start + .seconds(1))
        #expect(history.attempts == 3)
        history.ended = start + .seconds(2)
        history.begin(at: start + .seconds(60))
        #expect(history.attempts == 0)
    }

    @Test func `has one offer on its way, and another for what changed meanwhile`() {
        var negotiation = PublisherNegotiation()
        let wants = [negotiation.want(), negotiation.want(), negotiation.want(iceRestart: true)]
        #expect(wants == [true, false, false])
        #expect(negotiation.isCurrent(1) && negotiation.isCurrent(0) && !negotiation.isCurrent(2))
        let restarts = negotiation.settle()
        #expect(restarts == true)
        #expect(!negotiation.isCurrent(1))
        let wantsAgain = negotiation.want(iceRestart: true)
        #expect(wantsAgain && negotiation.number == 2)
        let isSettled = negotiation.settle() == nil
        #expect(isSettled)
    }

    @Test func `keeps answers only for whoever asked`() {
        var answers = RequestAnswers()
        let number = answers.newUpdate()
        for id in [number, number + 1, 0] {
            answers.note(.with { $0.requestID = id }) { _ in false }
        }
        #expect(Array(answers.updates.keys) == [number])
        var refusal = LiveKit.RequestResponse()
        refusal.reason = .notAllowed
        refusal.request = .addTrack(.with { $0.cid = "mine" })
        answers.note(refusal) { $0 == "other" }
        #expect(answers.refused.isEmpty)
        answers.note(refusal) { $0 == "mine" }
        #expect(answers.refused["mine"]?.contains("NOT_ALLOWED") == true)
    }
}
