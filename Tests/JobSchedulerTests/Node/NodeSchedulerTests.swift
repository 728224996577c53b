import Foundation
import ServiceKit
import Synchronization
import Testing
import TestSupport

@testable import JobScheduler

@Suite(.serialized, .timeLimit(.minutes(2))) struct NodeSchedulerTests {
    private func node(
        _ test: TestSupervisor, cores: Double = 2, metrics: SchedulerMetrics? = nil
    ) -> NodeScheduler {
        NodeScheduler(supervisor: test.supervisor, limits: AdmissionLimits(cores: cores), metrics: metrics) {
            ["stopped", "shut down"].contains(String(decoding: $0, as: UTF8.self)) ? .completed : .aborted
        }
    }

    private func start(_ node: NodeScheduler, _ request: String, id: String) async throws -> JobHandle {
        try await node.admit(id, type: "web", cost: JobCost(cpu: 1))
        let job = try await node.start(id, request: Array(request.utf8))
        try await job.ready()
        return job
    }

    @Test func `a real job's refusal carries its reason, and its end makes room`() async throws {
        let test = try TestSupervisor()
        let node = node(test)
        #expect(await node.affinity(for: JobCost(cpu: 2)) == .idle)
        let job = try await start(node, "serve", id: "a")
        #expect(await node.affinity(for: JobCost(cpu: 0.5)) == .busy)
        let refusal = await #expect(throws: AdmissionRefusal.self) { _ = try await self.start(node, "serve", id: "b") }
        #expect("\(refusal!)".hasPrefix("not enough CPU: 1.00 cores needed, 0.60 cores of 1.60 cores free"))
        await job.stop()
        #expect(await job.report.text == "stopped")
        try await eventually { await node.affinity(for: JobCost(cpu: 2)) == .idle }
    }

    @Test func `a job that cannot be started holds nothing`() async throws {
        let test = try TestSupervisor()
        let node = node(test)
        await #expect(throws: JobError.badJobID("a b")) { _ = try await self.start(node, "serve", id: "a b") }
        #expect(await node.affinity(for: JobCost(cpu: 2)) == .idle)
    }

    @Test func `a job that was admitted and withdrawn gives its room back, and holds up no end`() async throws {
        let test = try TestSupervisor()
        let node = node(test)
        try await node.admit("a", type: "web", cost: JobCost(cpu: 1))
        await #expect(throws: AdmissionRefusal.alreadyRunning) {
            try await node.admit("a", type: "web", cost: JobCost(cpu: 0.1))
        }
        #expect(await node.affinity(for: JobCost(cpu: 1)) == .cannot)
        await node.handle(.terminate)
        await node.withdraw("a")
        await node.ended()
    }

    @Test func `health is asked for with every measuring`() async throws {
        let node = node(try TestSupervisor())
        let reason = Mutex<String?>("the network is down")
        await node.watchHealth { reason.withLock { $0 } }
        await node.measure(now: .now)
        await #expect(throws: AdmissionRefusal.unhealthy(reason: "the network is down")) {
            try await node.admit("a", type: "web", cost: JobCost(cpu: 1))
        }
        reason.withLock { $0 = nil }
        await node.measure(now: .now)
        #expect(await node.affinity(for: JobCost(cpu: 1)) == .idle)
    }

    @Test func `a name that an earlier service's job still has is refused`() async throws {
        let test = try TestSupervisor()
        let before = try await test.start("result done", id: "a")
        _ = await before.report
        let node = node(test)
        await #expect(throws: AdmissionRefusal.alreadyRunning) {
            try await node.admit("a", type: "web", cost: JobCost(cpu: 1))
        }
        before.settle()
        try await node.admit("a", type: "web", cost: JobCost(cpu: 1))
    }

    @Test(arguments: [
        ([Signal.terminate], "waits"), ([.interrupt], "shut down"), ([.terminate, .quit], "shut down"),
        ([.interrupt, .interrupt], "shut down"), ([.interrupt, .interrupt, .interrupt], "any"),
    ])
    func `signals end the node with its last job`(signals: [Signal], ending: String) async throws {
        let test = try TestSupervisor()
        let node = node(test)
        let job = try await start(node, "serve", id: "a")
        for signal in signals { await node.handle(signal) }
        await #expect(throws: AdmissionRefusal.shuttingDown) { _ = try await self.start(node, "serve", id: "b") }
        if ending == "waits" { await job.stop() }
        await node.ended()
        let report = await job.report
        if ending != "any" { #expect(["stopped", "shut down", "hastened"].contains(report.text)) }
    }

    @Test func `an idle node that is told to end is at its end`() async throws {
        let node = node(try TestSupervisor())
        await node.handle(.terminate)
        await node.ended()
    }

    @Test func `the documented metrics follow the jobs, and promtool accepts them`() async throws {
        let registry = MetricRegistry(constantLabels: [("node_id", "NE_1"), ("cluster_id", "")])
        let test = try TestSupervisor()
        let node = node(test, metrics: SchedulerMetrics(registry))
        await node.measure(now: .now)
        func value(_ name: String) -> String? {
            registry.text().split(separator: "\n").first { $0.hasPrefix(name + "{") }
                .flatMap { $0.split(separator: " ").last.map(String.init) }
        }
        #expect(value("livekit_egress_available") == "1" && value("livekit_egress_can_accept_request") == "1")
        let job = try await start(node, "serve", id: "a")
        await node.measure(now: .now)
        #expect(value("livekit_egress_available") == "0" && value("livekit_egress_can_accept_request") == "0")
        #expect(registry.text().contains(#"livekit_egress_requests{node_id="NE_1",cluster_id="",type="web"} 1"#))
        #expect(registry.text().contains(#"livekit_node_cpu_load{node_id="NE_1",cluster_id="",node_type="EGRESS"} "#))
        await node.handle(.interrupt)
        await node.ended()
        #expect(await job.report.text == "shut down")
        #expect(value("livekit_egress_is_terminating") == "1" && value("livekit_egress_is_disabled") == "0")
        #expect(registry.text().contains(#"type="web",result="completed"} 1"#))
        #expect(try Promtool.complaints(about: registry.text()) == "")
    }

    @Test func `jobs that an earlier service left are counted, can be ended, and are told once when they have`() async throws {
        let test = try TestSupervisor()
        _ = await (try test.start("result done", id: "left-behind")).report
        let unheard = try await test.supervisor.start("unheard", request: Array("exit 1".utf8), isProvisional: true)
        _ = await unheard.report
        let alone = try await test.start("serve", id: "alone")
        try await alone.ready()
        let node = node(test)
        await node.measure(now: .now)
        #expect(await node.affinity(for: JobCost(cpu: 2)) == .cannot, "the node is not idle")
        var orphans = node.orphans.makeAsyncIterator()
        #expect(await orphans.next()?.state == .running(processID: alone.processID))
        let first = await orphans.next()
        #expect(first?.jobID == "left-behind" && first?.state == .finished(result: Array("done".utf8)))
        #expect(await node.stopOrphan("alone"))
        _ = await alone.report
        await node.measure(now: .now)
        #expect(await !node.stopOrphan("alone"))
        let second = await orphans.next()
        #expect(!test.state.jobs().contains { $0.jobID == "unheard" }, "nobody waits to hear of it")
        #expect(second?.jobID == "alone" && second?.state == .finished(result: Array("stopped".utf8)))
        #expect(await node.affinity(for: JobCost(cpu: 2)) == .idle)
    }
}
