internal import Synchronization

/// The destinations of a queue, and which of them is in use: after the first has failed, everything goes to the one that
/// stands in for it.
final class UploadLanes: Sendable {
    let primary: UploadLane
    let backup: UploadLane?
    private let failure = Mutex<StorageError?>(nil)

    init(primary: UploadLane, backup: UploadLane?) {
        self.primary = primary
        self.backup = backup
    }

    /// Why the first destination is not used any more.
    var primaryFailure: StorageError? { failure.withLock { $0 } }

    /// Gives the first destination up, unless it failed at this file alone.
    func primaryFailed(_ error: StorageError) async {
        switch error.problem {
        case .invalidRequest, .source, .notFound, .cancelled: return
        default: break
        }
        guard backup != nil else { return }
        failure.withLock { $0 = $0 ?? error }
        await primary.giveUp()
    }

    func lane(named name: String) -> UploadLane? {
        [primary, backup].compactMap(\.self).first { $0.destination.name == name }
    }
}
