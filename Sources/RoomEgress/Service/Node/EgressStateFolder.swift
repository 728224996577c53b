import Foundation
import ServiceKit

/// Where a service keeps what must outlive it.
struct EgressStateFolder {
    /// Of running jobs.
    let jobs: String
    /// The file of what became of jobs.
    let store: String

    /// Made where it is missing; by default `~/.local/state/sluice`, as the base directory specification has it.
    init(_ options: ServiceOptions) throws {
        let root = options.stateDirectory ?? FileManager.default.homeDirectoryForCurrentUser.path + "/.local/state/sluice"
        try FileManager.default.createDirectory(
            atPath: root, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        jobs = root + "/jobs"
        store = root + "/egress.sqlite"
    }
}
