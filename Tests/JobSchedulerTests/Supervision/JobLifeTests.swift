import ServiceKit
import Testing

@testable import JobScheduler

struct JobLifeTests {
    private func life(_ inputs: [JobLife.Input] = []) -> JobLife {
        var life = JobLife(
            limits: JobLife.Limits(
                tick: .milliseconds(500), readyTicks: 20, silentTicks: 8, exitTicks: 10, memory: 1_000))
        for input in inputs { _ = life.handle(input) }
        return life
    }

    private func ticks(_ count: Int) -> [JobLife.Input] { Array(repeating: .tick, count: count) }

    private func end(
        after inputs: [JobLife.Input], _ exit: ChildProcess.Exit = .signal(9), isOutOfMemory: Bool = false
    ) -> JobLife.Action {
        var life = life(inputs)
        return life.handle(.exited(exit, isOutOfMemory: isOutOfMemory))
    }

    private let ready = JobLife.Input.message(.ready)

    @Test func `a job that is not ready in time is killed, signs of life or not`() {
        var life = life(ticks(18) + [.message(.heartbeat)])
        #expect(life.handle(.tick) == .none)
        #expect(life.handle(.tick) == .kill)
        #expect(life.handle(.tick) == .none, "once is enough")
        #expect(
            life.handle(.exited(.signal(9), isOutOfMemory: false)) == .end(.failure(.notReady(after: .seconds(10)))))
    }

    @Test func `each sign of life gives a job its patience again`() {
        var life = life([ready] + ticks(7) + [.message(.heartbeat)] + ticks(7) + [.message(.update([1]))] + ticks(7))
        #expect(life.handle(.tick) == .kill)
        #expect(
            life.handle(.exited(.signal(9), isOutOfMemory: false)) == .end(.failure(.hung(silentFor: .seconds(4)))))
    }

    @Test func `a result stands, however the process ends`() {
        let result = JobLife.Input.message(.result([7]))
        let exits: [ChildProcess.Exit] = [.status(0), .status(3), .signal(11), .signal(9)]
        for exit in exits {
            #expect(end(after: [ready, result], exit) == .end(.success([7])))
            #expect(end(after: [result, .kill(reason: "x"), .notUnderstood(.truncated)], exit) == .end(.success([7])))
        }
    }

    @Test func `a process that stays after its result is killed`() {
        var life = life([ready, .message(.result([]))] + ticks(9))
        #expect(life.handle(.tick) == .kill)
    }

    @Test(arguments: [
        (ChildProcess.Exit.status(0), false, JobError.noResult(status: 0)), (.status(2), false, .noResult(status: 2)),
        (.signal(11), false, .crashed(signal: 11)), (.signal(5), true, .crashed(signal: 5)),
        (.signal(6), false, .crashed(signal: 6)), (.signal(9), false, .killed(signal: 9)),
        (.signal(15), true, .killed(signal: 15)), (.signal(9), true, .outOfMemory(used: nil, limit: nil)),
    ])
    func `an end without a result has its own error`(exit: ChildProcess.Exit, isOutOfMemory: Bool, error: JobError) {
        #expect(end(after: [ready], exit, isOutOfMemory: isOutOfMemory) == .end(.failure(error)))
        #expect(end(after: [], exit, isOutOfMemory: isOutOfMemory) == .end(.failure(error)))
    }

    @Test func `the first reason to kill is the one reported`() {
        let reasons: [(JobLife.Input, JobError)] = [
            (.kill(reason: "server is shutting down"), .ended(reason: "server is shutting down")),
            (.notUnderstood(.unknownKind(9)), .notUnderstood(.unknownKind(9))),
            (.measured(memory: 1_001), .outOfMemory(used: 1_001, limit: 1_000)),
        ]
        for (input, error) in reasons {
            var life = life([ready])
            #expect(life.handle(input) == .kill)
            for (later, _) in reasons { #expect(life.handle(later) == .none) }
            #expect(life.handle(.exited(.signal(9), isOutOfMemory: true)) == .end(.failure(error)))
        }
    }

    @Test func `memory up to the limit is fine, and readiness is told once`() {
        var life = life()
        #expect(life.handle(ready) == .becameReady)
        #expect(life.handle(ready) == .none)
        #expect(life.handle(.measured(memory: 1_000)) == .none)
    }

    @Test func `what goes wrong by default is known within five seconds`() {
        let settings = JobSupervisor.Settings()
        #expect(settings.tick * (settings.silentTicks + 1) < .seconds(5))
        #expect(settings.tick * settings.readyTicks == .seconds(10))
    }
}
