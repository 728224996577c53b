import Foundation
import JobScheduler
import ServiceKit
import Testing
import TestSupport

/// Jobs whose service is killed.
@Suite(.serialized, .timeLimit(.minutes(2))) struct OrphanTests {
    /// Starts a service with these jobs, kills it once they run, and opens its folder as the next service would.
    private func leaveAlone(_ requests: [String]) async throws -> (JobStateFolder, TemporaryFolder) {
        let folder = try TemporaryFolder()
        let log = folder.path("log")
        let service = try await ChildProcess.start(
            "service",
            ChildProcess.Command(
                executable: TestSupervisor.program, arguments: [folder.path("state")] + requests, logFile: log))
        try await eventually {
            try #require(!service.hasExited, "\(service.lastOutput())")
            return service.lastOutput().contains("started")
        }
        #expect(throws: JobStateFolderError.inUse(folder.path("state"))) { try JobStateFolder(folder.path("state")) }
        await service.killNow()
        return (try JobStateFolder(folder.path("state")), folder)
    }

    private func wait(
        for job: String, in state: JobStateFolder, until isMeant: (OrphanedJob.State) -> Bool
    ) async throws {
        try await eventually { isMeant(try #require(state.jobs().first { $0.jobID == job }).state) }
    }

    @Test func `a job goes on alone, and the next service finds its result`() async throws {
        let (state, folder) = try await leaveAlone(["serve", "serve finish-alone"])
        try await wait(for: "job-1", in: state) { $0 == .finished(result: Array("finished alone".utf8)) }
        let alone = try #require(state.jobs().first { $0.jobID == "job-0" })
        #expect(alone.note == Array("note 0".utf8))
        guard case .running(let processID) = alone.state else {
            Issue.record("\(alone.state)")
            return
        }
        // Without its service, the signal that it ignored before is for itself.
        // Again and again, because it may not have seen its service's end yet.
        try await wait(for: "job-0", in: state) { found in
            if case .running = found { kill(processID, SIGTERM) }
            return found == .finished(result: Array("stopped".utf8))
        }
        for job in state.jobs() { state.settle(job.jobID) }
        #expect(state.jobs().isEmpty)
        withExtendedLifetime(folder) {}
    }

    @Test func `a job that dies alone is found with its note and the last it said`() async throws {
        let (state, folder) = try await leaveAlone(["serve die-alone"])
        try await wait(for: "job-0", in: state) { $0 == .lost(lastUpdate: Array("alone".utf8)) }
        #expect(state.jobs().map(\.note) == [Array("note 0".utf8)])
        withExtendedLifetime(folder) {}
    }

    @Test func `a job that nobody else knows of yet ends with its service, without a trace`() async throws {
        let (state, folder) = try await leaveAlone(["provisional serve", "kept serve"])
        try await eventually { state.jobs().map(\.jobID) == ["job-1"] }
        let kept = try #require(state.jobs().first)
        guard case .running(let processID) = kept.state else {
            Issue.record("\(kept.state)")
            return
        }
        // SIGTERM would be its service's, as long as it has not seen that end.
        kill(processID, SIGINT)
        try await wait(for: "job-1", in: state) { $0 == .finished(result: Array("stopped".utf8)) }
        state.settle("job-1")
        let names = try FileManager.default.contentsOfDirectory(atPath: state.path)
        #expect(names == ["lock"])
        withExtendedLifetime(folder) {}
    }

    @Test func `an ended job is remembered until it is settled`() async throws {
        let test = try TestSupervisor()
        let done = try await test.start("result done", id: "done")
        let failed = try await test.start("exit 1", id: "failed")
        _ = await (done.report, failed.report)
        #expect(
            test.state.jobs().map { [$0.jobID: $0.state] }
                == [["done": .finished(result: Array("done".utf8))], ["failed": .lost(lastUpdate: nil)]])
        await #expect(throws: JobError.alreadyRunning("done")) { _ = try await test.start("result", id: "done") }
        done.settle()
        failed.settle()
        #expect(test.state.jobs().isEmpty)
        #expect(try await test.start("result again", id: "done").report.text == "again")
    }

    @Test func `a folder that cannot be made is named`() {
        #expect(throws: JobStateFolderError.cannotOpen("/proc/no/such", code: ENOENT)) {
            try JobStateFolder("/proc/no/such")
        }
    }

    @Test func `a process that is no job says so`() throws {
        let result = try ExternalTool(TestSupervisor.program, package: "").run([])
        #expect(result.status != 0 && result.errors.contains("this command is for the service itself"))
    }
}
