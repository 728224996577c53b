import Testing

@testable import ServiceBus

struct ServerSelectionTests {
    private static let start = ContinuousClock.now
    /// Affinity and milliseconds of each offer; the first is number 1.
    private static let offers: [(Float, Int)] = [(0.1, 0), (0.5, 100), (0.7, 300), (0.1, 400), (0.9, 500)]

    /// Plays offers and timers in their order, as fast as it goes.
    private func winner(_ options: SelectionOptions, _ offers: [(Float, Int)] = offers) -> ServerSelection.Decision {
        var selection = ServerSelection(options, now: Self.start)
        for (index, (affinity, time)) in offers.enumerated() {
            let now = Self.start + .milliseconds(time)
            if let deadline = selection.deadline, deadline <= now { return selection.expire(now: deadline) }
            let decision = selection.receive(RPCClaim(serverID: "\(index + 1)", affinity: affinity), now: now)
            if decision != .wait { return decision }
        }
        return selection.deadline.map { selection.expire(now: $0) } ?? .wait
    }

    @Test(arguments: [
        (SelectionOptions(acceptsFirst: true), "1"),
        (SelectionOptions(minimumAffinity: 0.5, acceptsFirst: true), "2"),
        (SelectionOptions(timeout: .seconds(1), shortCircuit: .milliseconds(150)), "2"),
        (SelectionOptions(minimumAffinity: 0.4, timeout: .seconds(1), shortCircuit: .milliseconds(250)), "3"),
        (SelectionOptions(minimumAffinity: 0.3, timeout: .milliseconds(250), shortCircuit: .milliseconds(200)), "2"),
        (SelectionOptions(timeout: .milliseconds(600)), "5"),
        (SelectionOptions(maximumAffinity: 0.7, timeout: .seconds(1)), "3"),
        (SelectionOptions(timeout: .seconds(1), choose: { $0.last { $0.affinity < 0.2 }?.serverID }), "4"),
    ])
    func `chooses as the reference does`(options: SelectionOptions, server: String) {
        #expect(winner(options) == .choose(server: server))
    }

    @Test func `as the server starts an egress: 1 wins at once, else the best 500 ms after the first offer`() {
        let options = SelectionOptions(maximumAffinity: 1, shortCircuit: .milliseconds(500))
        #expect(winner(options, [(0.5, 0), (1, 499), (0.7, 499)]) == .choose(server: "2"))
        #expect(winner(options, [(0.5, 0), (0.7, 499), (1, 501)]) == .choose(server: "2"))
    }

    @Test func `an offer of 0, below the minimum, or of no number never wins`() {
        #expect(winner(SelectionOptions(), [(0, 0)]) == .none)
        #expect(winner(SelectionOptions(minimumAffinity: 0.5, acceptsFirst: true), [(0.4, 0)]) == .none)
        #expect(winner(SelectionOptions(acceptsFirst: true), [(.nan, 0)]) == .none)
        #expect(winner(SelectionOptions(), []) == .none)
    }

    @Test func `of equals the first wins`() {
        #expect(winner(SelectionOptions(), [(0.5, 0), (0.5, 1)]) == .choose(server: "1"))
    }
}
