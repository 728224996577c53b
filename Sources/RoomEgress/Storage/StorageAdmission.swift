internal import ObjectStorage
internal import ServiceBus
public import ServiceKit

/// Refuses, before anything is recorded, what could not be kept.
public enum StorageAdmission {
    public enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
        case noRoom(String)
        case store(String)

        public var description: String {
            switch self {
            case .noRoom(let text), .store(let text): text
            }
        }
    }

    /// Throws a ``Refusal`` for too little room on the disk, and for a store that will not take the files: wrong credentials,
    /// no such bucket. A store that cannot be reached is no reason: files wait for it, and may go to the backup.
    public static func check(
        _ uploads: JobUploads?, _ disk: DiskGuard, _ configuration: RecorderConfiguration, _ logger: Logger
    ) async throws {
        try await check(uploads?.storage, disk, configuration, logger)
    }

    static func check(
        _ storage: JobStorage?, _ disk: DiskGuard, _ configuration: RecorderConfiguration, _ logger: Logger
    ) async throws(Refusal) {
        if let refusal = disk.refusal { throw .noRoom(refusal) }
        guard configuration.storage.checksFirst, let store = storage?.store else { return }
        let logger = logger.with("store", store.location(of: ""))
        switch await answer(of: store) {
        case .success?: break
        case nil: logger.warn("a store does not answer")
        case .failure(let error)? where error.isTransient: logger.warn("a store does not answer", LogField("error", "\(error)"))
        case .failure(let error)?: throw .store("\(error)")
        }
    }

    /// Nil when there is none in time.
    private static func answer(of store: any ObjectStore) async -> Result<Void, StorageError>? {
        await withDeadline(.seconds(5)) {
            do throws(StorageError) { return .success(try await store.check()) } catch { return .failure(error) }
        }
    }

    /// The same for an egress, as its caller is told.
    static func check(
        _ plan: EgressPlan, _ configuration: RecorderConfiguration, _ logger: Logger
    ) async throws(RPCError) {
        do throws(Refusal) {
            try await check(
                plan.storage, configuration.diskGuard(for: plan.outputFolder), configuration,
                logger.with("egress_id", plan.egressID))
        } catch {
            throw if case .noRoom = error { RPCError(.unavailable, "\(error)") } else { RPCError(.invalidArgument, "\(error)") }
        }
    }
}
