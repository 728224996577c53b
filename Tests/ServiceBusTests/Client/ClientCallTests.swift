import Testing

@testable import ServiceBus

struct ClientCallTests {
    private static let start = ContinuousClock.now
    private static let offer = RPCClaim(serverID: "SRV_1", affinity: 0.5)

    private func call(_ selection: SelectionOptions?, timeout: Duration = .seconds(3)) -> ClientCall {
        ClientCall(selection: selection, deadline: Self.start + timeout, now: Self.start)
    }

    private func failure(_ action: ClientCall.Action) -> RPCError? {
        if case .finish(.failure(let error)) = action { error } else { nil }
    }

    private func isNone(_ action: ClientCall.Action) -> Bool { if case .none = action { true } else { false } }

    @Test func `chooses, then takes the answer`() {
        var call = call(.affinity)
        #expect(call.nextDeadline == Self.start + .seconds(1))
        let first = call.receive(Self.offer, now: Self.start)
        #expect(isNone(first))
        #expect(call.nextDeadline == Self.start + .milliseconds(200))
        guard case .choose("SRV_1") = call.advance(now: call.nextDeadline) else {
            Issue.record("nobody was chosen")
            return
        }
        #expect(call.nextDeadline == Self.start + .seconds(3))
        let late = call.receive(RPCClaim(serverID: "SRV_2", affinity: 1), now: Self.start)
        #expect(isNone(late))
        guard case .finish(.success([1])) = call.receive(.success([1])) else {
            Issue.record("no answer")
            return
        }
        let second = call.receive(.success([2]))
        #expect(isNone(second))
    }

    @Test func `says what it waited for in vain`() {
        var nobody = call(.affinity)
        #expect(failure(nobody.advance(now: nobody.nextDeadline)) == .noResponse)
        var unfit = call(SelectionOptions(minimumAffinity: 0.9))
        _ = unfit.receive(Self.offer, now: Self.start)
        #expect(
            failure(unfit.advance(now: unfit.nextDeadline))?.message == "no servers available (received 1 responses)")
        var silent = call(nil)
        #expect(failure(silent.advance(now: silent.nextDeadline)) == .timedOut)
        var late = call(.affinity, timeout: .milliseconds(100))
        _ = late.receive(Self.offer, now: Self.start)
        #expect(failure(late.advance(now: late.nextDeadline)) == .timedOut)
        var lonely = call(SelectionOptions(acceptsFirst: true, timeout: nil))
        #expect(failure(lonely.advance(now: lonely.nextDeadline)) == .noResponse)
    }

    @Test func `an early error counts only when nobody can be chosen`() {
        let error = RPCError(.malformedRequest, "no")
        var hopeless = call(.affinity)
        let early = hopeless.receive(.failure(error))
        #expect(isNone(early))
        #expect(failure(hopeless.advance(now: hopeless.nextDeadline)) == error)
        var lucky = call(.first)
        _ = lucky.receive(.failure(error))
        guard case .choose("SRV_1") = lucky.receive(Self.offer, now: Self.start) else {
            Issue.record("nobody was chosen")
            return
        }
    }

    @Test func `ends once`() {
        var call = call(nil)
        #expect(failure(call.fail(.cancelled)) == .cancelled)
        #expect(failure(call.fail(.clientClosed)) == nil)
        #expect(failure(call.advance(now: Self.start + .seconds(9))) == nil)
    }
}

struct RetryPolicyTests {
    @Test func `each attempt has more time`() {
        let policy = RetryPolicy(attempts: 3, backoff: .milliseconds(200))
        #expect(policy.timeouts(first: .milliseconds(100)) == [100, 300, 500].map { .milliseconds($0) })
        #expect(RetryPolicy().timeouts(first: .seconds(3)) == [3, 5, 7].map { .seconds($0) })
    }
}
