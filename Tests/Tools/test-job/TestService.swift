import Foundation
import JobScheduler

/// A service that starts jobs, says so, and says how they end. A request that begins with `provisional` starts such a job,
/// with `kept` one that is kept then.
enum TestService {
    static func run(folder: String, requests: [String]) async throws -> Never {
        let supervisor = JobSupervisor(
            program: .same(arguments: [], environment: [:]), folder: try JobStateFolder(folder))
        for (number, words) in requests.enumerated() {
            let manner = ["provisional ", "kept "].first { words.hasPrefix($0) }
            let request = String(words.dropFirst(manner?.count ?? 0))
            let job = try await supervisor.start(
                "job-\(number)", request: Array(request.utf8), note: Array("note \(number)".utf8),
                isProvisional: manner != nil)
            try await job.ready()
            if manner == "kept " { job.keep() }
            Task {
                let report = await job.report
                say("\(report.jobID): \(report.outcome), \(report.leftoverProcesses) left over")
            }
            // A job that serves is known to do so by its first update.
            guard request.hasPrefix("serve") else { continue }
            for await _ in job.updates { break }
        }
        say("started")
        while true { try? await Task.sleep(for: .seconds(3_600)) }
    }

    private static func say(_ line: String) { FileHandle.standardOutput.write(Data("\(line)\n".utf8)) }
}
