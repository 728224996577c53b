import Foundation
import ServiceKit

/// Where a service keeps what must outlive it.
struct EgressStateFolder {
    /// Of running jobs.
    let jobs: String
    /// The file of what became of jobs.
    let store: String

    /// Made where it is missing.
    init(_ options: ServiceOptions) throws {
        let root = options.stateRoot
        try FileManager.default.createDirectory(
            atPath: root, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        jobs = root + "/jobs"
        store = root + "/egress.sqlite"
    }
}
