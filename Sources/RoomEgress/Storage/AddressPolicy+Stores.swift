internal import ObjectStorage
internal import ServiceKit

extension AddressPolicy {
    /// Where the stores that requests bring may be: anywhere but where no store is, and a machine's own secrets may be.
    ///
    /// Unlike pages, stores are often on private networks or on the same machine, so those stay open to them.
    func refusalOfStores() -> StorageOptions.AddressRefusal {
        { text in
            guard let address = IPAddress(text) else { return "\(text) is no address" }
            guard Self.neverStores.contains(AddressKind(address)),
                let kind = refusal(of: address, host: .address(address), port: 0)
            else { return nil }
            return "\(NetworkGuardError.refused(host: .address(address), address: address, kind: kind))"
        }
    }

    private static let neverStores: Set<AddressKind> = [.linkLocal, .metadata, .unspecified, .multicast, .broadcast]
}
