import Foundation
import JobScheduler
import ServiceKit
import Synchronization
import TestSupport
import Testing

/// Jobs in real processes.
@Suite(.serialized, .timeLimit(.minutes(2))) struct JobSupervisorTests {
    @Test func `a job gets its request, and its result comes back`() async throws {
        let test = try TestSupervisor()
        let report = try await test.report(of: "result of the job")
        #expect(report.text == "of the job")
        #expect(report.cpuSeconds > 0 && report.peakMemory > 1 << 20 && report.leftoverProcesses == 0)
        #expect(await test.supervisor.running.isEmpty)
    }

    @Test func `updates arrive in order, commands are answered, and a stopped job gives its result`() async throws {
        let test = try TestSupervisor()
        let job = try await test.start("serve x")
        try await job.ready()
        var updates: [String] = []
        for await update in job.updates {
            updates.append(String(decoding: update, as: UTF8.self))
            #expect(try await job.send([1, 2, 3]) == .accepted([3, 2, 1]))
            #expect(try await job.send([]) == .refused(Array("empty".utf8)))
            await job.stop()
        }
        #expect(updates == ["started x"])
        #expect(await job.report.text == "stopped")
        await #expect(throws: JobError.hasEnded("job")) { try await job.send([1]) }
    }

    @Test func `hastening reaches a job as such`() async throws {
        let test = try TestSupervisor()
        let job = try await test.start("serve")
        try await job.ready()
        await job.hasten()
        #expect(await job.report.text == "hastened")
    }

    @Test func `nothing of a request can be seen from outside, and nothing else is inherited`() async throws {
        let test = try TestSupervisor()
        let report = try await test.report(of: "environment secret-stream-key")
        #expect(report.text == "\(TestSupervisor.program)|SLUICE_TEST=1,SWIFT_BACKTRACE=enable=no|[0, 1, 2]|true")
    }

    @Test(arguments: [
        ("exit 0", JobError.noResult(status: 0)), ("exit 3", .noResult(status: 3)), ("signal 11", .crashed(signal: 11)),
        ("signal 6", .crashed(signal: 6)), ("signal 9", .killed(signal: 9)), ("quit-early", .noResult(status: 7)),
        ("garbage", .notUnderstood(.unknownKind(99))),
    ])
    func `each way to fail has its own error`(request: String, error: JobError) async throws {
        let test = try TestSupervisor()
        #expect(try await test.report(of: request).error == error)
    }

    @Test func `a crash keeps the last words for the log`() async throws {
        let test = try TestSupervisor()
        let report = try await test.report(of: "trap")
        guard case .crashed = report.error else {
            Issue.record("\(report.outcome)")
            return
        }
        #expect(report.lastOutput.contains("planned end"))
        #expect(!"\(report.error!)".contains("planned end"))
    }

    @Test func `all that a job prints is passed on, and its end kept`() async throws {
        let test = try TestSupervisor()
        let report = try await test.report(of: "print goodbye")
        #expect(report.lastOutput.hasSuffix("noise\ngoodbye\n") && report.lastOutput.utf8.count == 4_096)
        #expect(test.printed.bytes.withLock { $0["job"]?.count } == 50_000 * 6 + 8)
    }

    @Test func `a job that never gets ready is ended, and whoever waits for it is told`() async throws {
        let test = try TestSupervisor {
            $0.tick = .milliseconds(100)
            $0.readyTicks = 5
        }
        let job = try await test.start("unready")
        await #expect(throws: JobError.notReady(after: .milliseconds(500))) { try await job.ready() }
        #expect(await job.report.error == .notReady(after: .milliseconds(500)))
    }

    @Test(arguments: ["freeze", "block"])
    func `a job without signs of life is ended`(request: String) async throws {
        let test = try TestSupervisor {
            $0.tick = .milliseconds(200)
            $0.silentTicks = 8
        }
        let report = try await test.report(of: request)
        #expect(report.error == .hung(silentFor: .milliseconds(1_600)), "\(report)")
    }

    @Test func `a job beyond its memory is ended with the numbers`() async throws {
        let limit = UInt64(150) << 20
        let test = try TestSupervisor { $0.memoryLimit = limit }
        let job = try await test.start("allocate")
        try await eventually {
            _ = await test.supervisor.measure(now: .now)
            return await test.supervisor.handle(of: "job") == nil
        }
        let report = await job.report
        guard case .outOfMemory(let used?, limit)? = report.error else {
            Issue.record("\(report.outcome)")
            return
        }
        #expect(used > limit && report.peakMemory >= used)
        #expect("\(report.error!)".hasPrefix("OOM: 0."))
    }

    @Test(arguments: ["stop", "kill", "crash"])
    func `however a job ends, all its programs are gone`(end: String) async throws {
        let test = try TestSupervisor()
        let job = try await test.start(end == "crash" ? "family trap" : "family")
        try await job.ready()
        var family: Set<ProcessIdentity> = []
        try await eventually {
            family = ProcessIdentity.tree(of: job.processID)
            return family.count >= 6
        }
        switch end {
        case "stop": await job.stop()
        case "kill": await job.kill(reason: "no longer wanted")
        default: _ = try? await job.send([1])
        }
        let report = await job.report
        switch end {
        case "stop": #expect(report.text == "stopped" && report.leftoverProcesses == 0)
        case "kill": #expect(report.error == .ended(reason: "no longer wanted"))
        default: #expect(report.error == .crashed(signal: SIGTRAP) || report.error == .crashed(signal: SIGILL))
        }
        #expect(family.allSatisfy { !$0.exists })
    }

    @Test func `a result stands when the process then crashes or stays`() async throws {
        let test = try TestSupervisor {
            $0.tick = .milliseconds(100)
            $0.exitTicks = 3
        }
        #expect(try await test.report(of: "die-after-result a").text == "a")
        test.state.settle("job")
        #expect(try await test.report(of: "linger b").text == "b")
    }

    @Test func `a program that is missing is an error, and leaves nothing`() async throws {
        let test = try TestSupervisor()
        let supervisor = JobSupervisor(program: JobProgram(executable: "/no/such/program"), folder: test.state)
        await #expect(throws: JobError.cannotStart("/no/such/program", code: ENOENT)) {
            _ = try await supervisor.start("job", request: [])
        }
        #expect(test.state.jobs().isEmpty)
        #expect(try await test.report(of: "result x").text == "x")
    }

    @Test(arguments: ["", "../x", "a/b", "a b", ".", String(repeating: "x", count: 129)])
    func `a name that is no file's name is refused`(jobID: String) async throws {
        let test = try TestSupervisor()
        await #expect(throws: JobError.badJobID(jobID)) { _ = try await test.start("result", id: jobID) }
    }

    @Test func `a request that is too large is refused`() async throws {
        let test = try TestSupervisor()
        let request = [UInt8](repeating: 0, count: JobMessage.largestLength)
        await #expect(throws: JobError.self) { _ = try await test.supervisor.start("job", request: request) }
        #expect(test.state.jobs().isEmpty)
    }

    @Test func `several jobs run beside each other, and draining waits for the last`() async throws {
        let test = try TestSupervisor()
        var jobs: [JobHandle] = []
        for number in 0..<4 { jobs.append(try await test.start("serve \(number)", id: "job-\(number)")) }
        for job in jobs { try await job.ready() }
        #expect(await test.supervisor.running.count == 4)
        await #expect(throws: JobError.alreadyRunning("job-1")) { _ = try await test.start("serve", id: "job-1") }
        await test.supervisor.shutDownAll()
        await test.supervisor.drained()
        for job in jobs { #expect(await job.report.text == "shut down") }
    }

    @Test func `descriptors and processes do not pile up`() async throws {
        let test = try TestSupervisor()
        func run() async throws {
            for number in 0..<5 {
                #expect(try await test.start("result x", id: "job-\(number)").report.text == "x")
                test.state.settle("job-\(number)")
            }
        }
        try await run()
        let before = Self.descriptors
        try await run()
        // Sources close theirs a moment after the job's end.
        try await eventually { Self.descriptors <= before }
        let children = ProcessTable().entries.filter { $0.parent == getpid() && $0.session != getsid(0) }
        #expect(children.isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: test.state.path) == ["lock"])
    }

    private static var descriptors: Int { (0..<1_024).count { fcntl($0, F_GETFD) >= 0 } }
}
