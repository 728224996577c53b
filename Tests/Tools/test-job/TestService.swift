import Foundation
import JobScheduler

/// A service that starts jobs, says so, and does nothing more.
enum TestService {
    static func run(folder: String, requests: [String]) async throws -> Never {
        let supervisor = JobSupervisor(
            program: .same(arguments: [], environment: [:]), folder: try JobStateFolder(folder))
        for (number, request) in requests.enumerated() {
            let job = try await supervisor.start(
                "job-\(number)", request: Array(request.utf8), note: Array("note \(number)".utf8))
            try await job.ready()
            for await update in job.updates where String(decoding: update, as: UTF8.self).hasPrefix("started") { break }
        }
        FileHandle.standardOutput.write(Data("started\n".utf8))
        while true { try? await Task.sleep(for: .seconds(3_600)) }
    }
}
