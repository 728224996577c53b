internal import ObjectStorage
internal import ServiceKit

extension EgressPlanner {
    /// Where the request's files go; nil where they stay on this machine. Every storage that the request names is checked,
    /// whether it is used or not.
    func storage(for asked: RequestedEgress, egressID: String) throws(EgressRequestError) -> JobStorage? {
        let settings = configuration.storage
        for requested in asked.outputs.storages + [asked.storage].compactMap({ $0 }) {
            _ = try made(requested, egressID: egressID)
        }
        guard let file = asked.outputs.files.first, !asked.outputs.isPost else { return nil }
        if let requested = file.storage ?? asked.storage {
            return try made(requested, egressID: egressID)
        }
        guard let options = settings.primary.store else { return nil }
        do {
            return try JobStorage(
                options.withCredentialsOfFile(), configuration.storage, folder: "\(uploadDirectory)/\(egressID)")
        } catch {
            throw .outOfRange(field: "storage", reason: "\(error)")
        }
    }

    private func made(_ requested: RequestedStorage, egressID: String) throws(EgressRequestError) -> JobStorage {
        let options = try requested.options(configuration.storage)
        do throws(StorageError) {
            return try JobStorage(
                options, configuration.storage, folder: "\(uploadDirectory)/\(egressID)",
                addressRefusal: requested.isProfile ? nil : AddressPolicy(configuration).refusalOfStores())
        } catch {
            throw .outOfRange(field: requested.path, reason: "\(error)")
        }
    }
}
