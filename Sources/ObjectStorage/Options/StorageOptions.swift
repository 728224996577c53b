/// A store that is configured, whatever its kind.
public enum StorageOptions: Hashable, Sendable {
    /// A folder, which is made when something is first put into it.
    case local(path: String)
    case s3(S3Options)
    case gcp(GCPOptions)
    case azure(AzureOptions)
    case aliOSS(AliOSSOptions)

    public var kind: StorageKind {
        switch self {
        case .local: .local
        case .s3: .s3
        case .gcp: .gcp
        case .azure: .azure
        case .aliOSS: .aliOSS
        }
    }

    /// Says why there may be no connection to an IP address, nil where there may.
    public typealias AddressRefusal = @Sendable (_ address: String) -> String?

    /// Connects to nothing; ``ObjectStore/check()`` does. Throws for options that cannot be right.
    ///
    /// `addressRefusal` is asked before each connection, whatever it is for: the store, its proxy, a service of tokens that
    /// credentials name. It is for options that come from outside.
    public func makeStore(
        clock: StorageClock = .system, addressRefusal: AddressRefusal? = nil
    ) throws(StorageError) -> any ObjectStore {
        switch self {
        case .local(let path): try LocalStore(path)
        case .s3(let options): try S3Store(options, clock: clock, addressRefusal: addressRefusal)
        case .gcp(let options): try GCPStore(options, clock: clock, addressRefusal: addressRefusal)
        case .azure(let options): try AzureStore(options, clock: clock, addressRefusal: addressRefusal)
        case .aliOSS(let options): try AliOSSStore(options, clock: clock, addressRefusal: addressRefusal)
        }
    }
}
