import JobScheduler
import ServiceKit
import Testing

struct ShutdownTests {
    private func actions(_ signals: [Signal], jobs: Int) -> [[Shutdown.Action]] {
        var shutdown = Shutdown()
        return signals.map { shutdown.handle($0, runningJobs: jobs) }
    }

    @Test(arguments: [Signal.terminate, .quit])
    func `the running jobs finish, and a further signal hastens step by step`(signal: Signal) {
        #expect(
            actions(Array(repeating: signal, count: 5), jobs: 2)
                == [[.refuseNewJobs], [.stopJobs], [.hastenJobs], [.killJobs], []])
    }

    @Test func `an interrupt ends them well at once`() {
        #expect(
            actions([.interrupt, .interrupt, .terminate, .interrupt], jobs: 1)
                == [[.refuseNewJobs, .stopJobs], [.hastenJobs], [.killJobs], []])
        #expect(
            actions([.terminate, .interrupt, .interrupt], jobs: 1) == [[.refuseNewJobs], [.stopJobs], [.hastenJobs]])
    }

    @Test(arguments: [Signal.terminate, .quit, .interrupt])
    func `without jobs it is over at once, and said once`(signal: Signal) {
        #expect(actions([signal, signal], jobs: 0) == [[.refuseNewJobs, .exit], []])
    }

    @Test func `it is over with the last job`() {
        var shutdown = Shutdown()
        #expect(shutdown.jobEnded(runningJobs: 0) == [], "nobody asked for an end")
        _ = shutdown.handle(.terminate, runningJobs: 2)
        #expect(shutdown.jobEnded(runningJobs: 1) == [])
        #expect(shutdown.jobEnded(runningJobs: 0) == [.exit])
        #expect(shutdown.jobEnded(runningJobs: 0) == [])
    }

    @Test(arguments: [Signal.hangUp, .user1, .user2])
    func `other signals end nothing`(signal: Signal) {
        var shutdown = Shutdown()
        #expect(shutdown.handle(signal, runningJobs: 1) == [] && shutdown.phase == .running)
    }
}
