import Foundation
import JobScheduler
import ServiceKit
import Synchronization
import TestSupport

/// A supervisor whose jobs are `test-job` processes.
struct TestSupervisor {
    let supervisor: JobSupervisor
    let folder: TemporaryFolder
    let state: JobStateFolder
    let printed: Printed

    final class Printed: Sendable {
        let bytes = Mutex<[String: [UInt8]]>([:])
    }

    /// Patient, because the machine may be busy with other things, unless `change` says otherwise.
    init(_ change: (inout JobSupervisor.Settings) -> Void = { _ in }) throws {
        folder = try TemporaryFolder()
        state = try JobStateFolder(folder.path("state"))
        var settings = JobSupervisor.Settings()
        settings.readyTicks = 120
        settings.silentTicks = 120
        change(&settings)
        let printed = Printed()
        self.printed = printed
        supervisor = JobSupervisor(
            program: JobProgram(executable: Self.program, environment: ["SLUICE_TEST": "1"]), folder: state,
            settings: settings
        ) { jobID, bytes in printed.bytes.withLock { $0[jobID, default: []] += bytes } }
    }

    func start(_ request: String, id: String = "job") async throws -> JobHandle {
        try await supervisor.start(id, request: Array(request.utf8), note: Array("note".utf8))
    }

    /// How a job with this request ends.
    func report(of request: String) async throws -> JobReport { try await start(request).report }

    /// The program beside the test bundle.
    static var program: String {
        URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
            .appendingPathComponent("test-job").path
    }
}

extension JobReport {
    var text: String? { (try? outcome.get()).map { String(decoding: $0, as: UTF8.self) } }
    var error: JobError? { if case .failure(let error) = outcome { error } else { nil } }
}

/// A process that cannot be confused with a later one of the same number.
struct ProcessIdentity: Hashable {
    var processID: Int32
    var startTicks: UInt64

    static func tree(of processID: Int32) -> Set<ProcessIdentity> {
        let tree = ProcessTable().tree(of: [processID])
        return Set(tree.map { ProcessIdentity(processID: $0.processID, startTicks: $0.startTicks) })
    }

    var exists: Bool { ProcessTable(processID: processID).entries.contains { $0.startTicks == startTicks } }
}
